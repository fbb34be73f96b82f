//! One body, read key by key: what is left over at the end is unknown.

use serde_json::{Map, Value};

use crate::wire::action::{Actor, Address, UserActionMessage};
use crate::worker::tenant_api::error::BodyProblem;

/// Far more than a click needs; a body that is longer is not read.
const LONGEST_BODY: usize = 256 * 1024;

/// As long as a comment, a name or an id may be.
const LONGEST_TEXT: usize = 10_000;

/// As long as the state machine takes an action id.
const LONGEST_ACTION_ID: usize = 200;

/// The keys of a body that are not read yet, and what was wrong so far.
pub(super) struct Fields {
    body: Map<String, Value>,
    problems: Vec<BodyProblem>,
}

/// What every body may carry besides its own keys: who answers what, and which click it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Sender {
    pub(super) seen: Option<Address>,
    pub(super) action_id: Option<String>,
    pub(super) actor: Option<Actor>,
}

impl Fields {
    /// A body; a missing one counts as `{}`, which the keys that it needs refuse.
    pub(super) fn of(body: &[u8]) -> Result<Self, Vec<BodyProblem>> {
        let whole = |message: String| vec![BodyProblem { key: String::new(), message }];
        if body.len() > LONGEST_BODY {
            return Err(whole(format!(
                "the body is longer than {LONGEST_BODY} bytes; send the answer alone"
            )));
        }
        if body.trim_ascii().is_empty() {
            return Ok(Self { body: Map::new(), problems: Vec::new() });
        }
        match serde_json::from_slice(body) {
            Ok(Value::Object(body)) => Ok(Self { body, problems: Vec::new() }),
            Ok(other) => Err(whole(format!("the body is {}; send a JSON object", kind(&other)))),
            Err(error) => Err(whole(format!("the body is no JSON: {error}; send a JSON object"))),
        }
    }

    pub(super) fn problem(&mut self, key: &str, message: String) {
        self.problems.push(BodyProblem { key: key.to_owned(), message });
    }

    /// Takes a key in either of its spellings. Two spellings that say different things are a problem.
    pub(super) fn take(&mut self, spellings: &[&'static str]) -> Option<(&'static str, Value)> {
        let mut found: Option<(&'static str, Value)> = None;
        for &key in spellings {
            let Some(value) = self.body.remove(key) else { continue };
            match &found {
                Some((first, said)) if *said != value => {
                    let message = format!("`{first}` and `{key}` say different things; send one of them");
                    self.problem(key, message);
                }
                Some(_) => {}
                None => found = Some((key, value)),
            }
        }
        found
    }

    /// A text that may be missing or `null`.
    pub(super) fn text(&mut self, spellings: &[&'static str]) -> Option<String> {
        let (key, value) = self.take(spellings)?;
        match value {
            Value::Null => None,
            Value::String(text) if text.chars().count() <= LONGEST_TEXT => Some(text),
            Value::String(_) => {
                self.problem(key, format!("`{key}` is longer than {LONGEST_TEXT} letters; shorten it"));
                None
            }
            other => {
                self.problem(key, format!("`{key}` is {}; send a string", kind(&other)));
                None
            }
        }
    }

    /// A text that has to be there and to say something.
    pub(super) fn required(&mut self, spellings: &[&'static str], what: &str) -> Option<String> {
        let before = self.problems.len();
        let text = self.text(spellings);
        if text.as_ref().is_none_or(|text| text.trim().is_empty()) && self.problems.len() == before {
            let key = spellings.first().copied().unwrap_or_default();
            self.problem(key, format!("`{key}` is missing; send {what}"));
        }
        text.filter(|text| !text.trim().is_empty())
    }

    /// One word of an allow-list.
    pub(super) fn word<'a>(&mut self, spellings: &[&'static str], allowed: &[&'a str]) -> Option<&'a str> {
        let listed = allowed.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(" or ");
        let text = self.required(spellings, &listed)?;
        let word = allowed.iter().find(|word| **word == text).copied();
        if word.is_none() {
            let key = spellings.first().copied().unwrap_or_default();
            self.problem(key, format!("`{key}` is none of its words; send {listed}"));
        }
        word
    }

    pub(super) fn sender(&mut self) -> Sender {
        let seen = self.seen();
        let action_id = self.text(&["action_id", "actionId"]).filter(|id| !id.is_empty());
        if action_id.as_ref().is_some_and(|id| id.chars().count() > LONGEST_ACTION_ID) {
            let message = format!(
                "`action_id` is longer than {LONGEST_ACTION_ID} letters; send a short one, such as a UUID"
            );
            self.problem("action_id", message);
        }
        Sender { seen, action_id, actor: self.actor() }
    }

    fn seen(&mut self) -> Option<Address> {
        let gate_id = self.text(&["gate_id", "gateId"]).filter(|id| !id.is_empty());
        let revision = self.revision();
        let digest = self.text(&["digest"]).filter(|digest| !digest.is_empty());
        if gate_id.is_none() && (revision.is_some() || digest.is_some()) {
            let message = "`revision` and `digest` say what was seen of a gate; send its `gate_id` as well";
            self.problem("gate_id", message.to_owned());
        }
        Some(Address { gate_id: gate_id?, revision, digest })
    }

    fn revision(&mut self) -> Option<u32> {
        let (key, value) = self.take(&["revision"]).filter(|(_, value)| !value.is_null())?;
        let revision =
            value.as_u64().and_then(|number| u32::try_from(number).ok()).filter(|number| *number > 0);
        if revision.is_none() {
            self.problem(key, "`revision` is no positive number; send the one that was shown".to_owned());
        }
        revision
    }

    fn actor(&mut self) -> Option<Actor> {
        let (key, value) = self.take(&["actor", "actedBy", "acted_by"])?;
        match value {
            Value::Null => None,
            Value::String(name) => Some(Actor::Name(name)),
            Value::Object(details) => Some(Actor::Details(details)),
            other => {
                self.problem(key, format!("`{key}` is {}; send a name or an object", kind(&other)));
                None
            }
        }
    }

    /// Everything that was wrong, what is left over included. `takes` names the keys that there are.
    pub(super) fn finish(mut self, takes: &str) -> Result<(), Vec<BodyProblem>> {
        for key in std::mem::take(&mut self.body).into_iter().map(|(key, _)| key) {
            let shown: String = key.chars().take(60).collect();
            self.problem(&key, format!("`{shown}` is not known here; it takes {takes}"));
        }
        if self.problems.is_empty() { Ok(()) } else { Err(self.problems) }
    }
}

impl Sender {
    pub(super) fn sign(self, mut message: UserActionMessage) -> UserActionMessage {
        if let Some(seen) = &self.seen {
            message = message.at(seen);
        }
        if let Some(action_id) = self.action_id {
            message = message.action_id(action_id);
        }
        match self.actor {
            Some(Actor::Name(name)) => message.actor(name),
            Some(Actor::Details(details)) => message.actor(details),
            None => message,
        }
    }
}

/// The kind of a value. The value itself is never quoted: it may be long, and it may be private.
fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}
