//! Decisions that were made before the question.

use std::collections::BTreeMap;

use ntro_workflow::wire::ActionMessage;
use ntro_workflow::wire::action::{Correction, UserActionMessage, Verb};
use serde_json::Value;

use crate::gates::OpenGate;

/// Decisions that were made before the question: one for every review, or one per gate.
///
/// ```
/// use ntro_console::Decisions;
/// use ntro_workflow::wire::action::UserActionMessage;
/// use serde_json::json;
///
/// let all = Decisions::all(UserActionMessage::approve());
/// let each = Decisions::from_json(&json!({
///     "upload": { "submit": { "document_ref": "inbox/4711.pdf" } },
///     "review": [{ "line_item_id": "total", "field": "value", "new_value": 125 }],
///     "sign_off/first": "approve",
///     "sign_off/second": { "action": "reject", "comments": "not our order" },
/// }))?;
/// assert_ne!(all, each);
/// # Ok::<(), String>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Decisions {
    everywhere: Option<ActionMessage>,
    by_gate: BTreeMap<String, Decision>,
}

/// One decision.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Decision {
    Answer(Box<ActionMessage>),
    Submit(Value),
}

impl Decision {
    pub(crate) fn answer(answer: impl Into<ActionMessage>) -> Self {
        Self::Answer(Box::new(answer.into()))
    }
}

impl Decisions {
    /// The same answer to every review, and nothing submitted.
    pub fn all(answer: impl Into<ActionMessage>) -> Self {
        Self { everywhere: Some(answer.into()), by_gate: BTreeMap::new() }
    }

    /// A list is the corrections of every review. An object has a decision per step, or per gate as
    /// `step/gate`: `approve`, `reject`, a list of corrections, an answer as it crosses the wire, or
    /// `{"submit": …}` with what a submission is to bring.
    ///
    /// # Errors
    /// One sentence: what is wrong, and where.
    pub fn from_json(decisions: &Value) -> Result<Self, String> {
        match decisions {
            Value::Array(_) => {
                corrections(decisions).map(|answer| Self { everywhere: Some(answer), ..Self::default() })
            }
            Value::Object(gates) => {
                let decision = |(name, value)| {
                    let decision =
                        decision(value).map_err(|error| format!("the decision on `{name}`: {error}"));
                    decision.map(|decision| (String::clone(name), decision))
                };
                let by_gate = gates.iter().map(decision).collect::<Result<_, _>>()?;
                Ok(Self { everywhere: None, by_gate })
            }
            _ => Err("decisions are a list of corrections, or an object with a decision per step".into()),
        }
    }

    /// What they decide on: steps, and gates as `step/gate`; nothing where one answer is for every review.
    ///
    /// ```
    /// use ntro_console::Decisions;
    ///
    /// let decisions = Decisions::from_json(&serde_json::json!({ "review": "approve" }))?;
    /// assert_eq!(decisions.names().collect::<Vec<_>>(), ["review"]);
    /// # Ok::<(), String>(())
    /// ```
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.by_gate.keys().map(String::as_str)
    }

    /// The decision on a gate, the nearest name first.
    pub(crate) fn of(&self, gate: &OpenGate) -> Option<Decision> {
        let name = gate.name();
        let step = name.split('/').next().unwrap_or_default();
        let named = [gate.id(), &name, step].into_iter().find_map(|name| self.by_gate.get(name));
        // Nothing can be submitted to a review: it is not decided on.
        let named = named.filter(|decision| !(gate.is_review() && matches!(decision, Decision::Submit(_))));
        let everywhere = self.everywhere.clone().filter(|_| gate.is_review());
        named.cloned().or_else(|| everywhere.map(Decision::answer))
    }
}

fn decision(value: &Value) -> Result<Decision, String> {
    match value {
        Value::Array(_) => corrections(value).map(Decision::answer),
        Value::Object(members) if members.len() == 1 && members.contains_key("submit") => {
            Ok(Decision::Submit(members["submit"].clone()))
        }
        Value::String(verb) => match verb.as_str() {
            "approve" => Ok(Decision::answer(UserActionMessage::approve())),
            "reject" => Ok(Decision::answer(UserActionMessage::reject())),
            other => Err(format!("`{other}` is neither `approve` nor `reject`")),
        },
        answer => {
            let answer = ActionMessage::decode(answer).map_err(|error| error.to_string())?;
            match answer.verb {
                Verb::Decide(_) => Ok(Decision::answer(answer)),
                Verb::Row(_) => {
                    Err("a row action leaves its gate open; decide on the gate, with corrections".into())
                }
            }
        }
    }
}

fn corrections(value: &Value) -> Result<ActionMessage, String> {
    let corrections: Vec<Correction> = serde_json::from_value(value.clone())
        .map_err(|error| format!("not a list of {{line_item_id, field, old_value, new_value}}: {error}"))?;
    match corrections.is_empty() {
        true => Err("the list of corrections is empty; `approve` approves without any".into()),
        false => Ok(UserActionMessage::correct(corrections).into()),
    }
}

#[cfg(test)]
mod tests {
    use ntro_workflow::wire::PendingAction;
    use serde_json::json;

    use super::*;

    fn gate(kind: &str, id: &str) -> OpenGate {
        let pending = json!({"kind": kind, "action": kind, "gate_id": id});
        let pending: PendingAction = serde_json::from_value(pending).expect("a pending action");
        OpenGate { workflow_id: "run".into(), slug: "close".into(), pending }
    }

    #[test]
    fn the_nearest_name_decides() {
        let decisions = json!({"sign_off": "approve", "sign_off/second": "reject"});
        let decisions = Decisions::from_json(&decisions).expect("decisions");
        let on = |id| decisions.of(&gate("interactive_review", id));
        let answer = |message: UserActionMessage| Some(Decision::answer(message));
        assert_eq!(on("sign_off/first/1/ab"), answer(UserActionMessage::approve()));
        assert_eq!(on("sign_off/second/1/ab"), answer(UserActionMessage::reject()));
        assert_eq!(on("review/review/1/ab"), None);
    }

    #[test]
    fn one_answer_for_all_is_for_reviews_only() {
        let all = Decisions::all(UserActionMessage::approve());
        assert!(all.of(&gate("interactive_review", "review/review/1/ab")).is_some());
        assert_eq!(all.of(&gate("submit_file", "upload/submit/1/ab")), None);
    }

    #[test]
    fn what_is_submitted_in_a_step_is_not_for_its_review() {
        let decisions = json!({"upload": {"submit": {"document_ref": "a.pdf"}}});
        let decisions = Decisions::from_json(&decisions).expect("decisions");
        assert!(decisions.of(&gate("submit_file", "upload/submit/1/ab")).is_some());
        assert_eq!(decisions.of(&gate("interactive_review", "upload/review/1/ab")), None);
    }

    #[test]
    fn what_is_no_decision_is_named() {
        for (decisions, part) in [
            (json!("approve"), "an object with a decision per step"),
            (json!([]), "the list of corrections is empty"),
            (json!({"review": "aprove"}), "the decision on `review`: `aprove` is neither"),
            (json!({"review": {"comments": "fine"}}), "the decision on `review`: "),
            (json!({"review": [1]}), "not a list of {line_item_id"),
            (
                json!({"review": {"action": "reject_row", "row_id": "r1"}}),
                "a row action leaves its gate open",
            ),
        ] {
            let error = Decisions::from_json(&decisions).expect_err("no decision");
            assert!(error.contains(part), "{error}");
        }
    }
}
