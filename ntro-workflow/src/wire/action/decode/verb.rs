//! Finding the verb: the frozen table of words, and the rule that a message has exactly one.

use serde_json::{Map, Value};

use crate::wire::action::{Action, Malformed};

pub(crate) const ROW_ACTION: &str = "row_action";
pub(crate) const EDIT_CELL: &str = "edit_cell";
pub(crate) const REJECT_ROW: &str = "reject_row";

/// Where a verb may stand.
const KEYS: [&str; 3] = ["action", "type", "kind"];

/// Every word that is a verb. Frozen: recorded answers are read again on replay, so a word may be
/// added but never change its meaning. Anything else under the three keys (`primary`, `danger`,
/// `interactive_review`, …) is transport noise.
const WORDS: [(&str, Word); 9] = [
    ("approve", Word::Decide(Action::Approved)),
    ("approved", Word::Decide(Action::Approved)),
    ("correct", Word::Decide(Action::Corrected)),
    ("corrected", Word::Decide(Action::Corrected)),
    ("reject", Word::Decide(Action::Rejected)),
    ("rejected", Word::Decide(Action::Rejected)),
    (ROW_ACTION, Word::RowAction),
    (EDIT_CELL, Word::RowVerb(EDIT_CELL)),
    (REJECT_ROW, Word::RowVerb(REJECT_ROW)),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Word {
    Decide(Action),
    /// The marker of a row action; the row verb itself is under `action`.
    RowAction,
    /// A row verb that cannot be mistaken for a decision.
    RowVerb(&'static str),
}

/// What kind of message this is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Told {
    Decision(Action),
    Row,
}

/// The row verb that a word stands for, if it is one of the framework's own.
pub(super) fn row_verb(text: &str) -> Option<&'static str> {
    match word(text)? {
        Word::RowVerb(verb) => Some(verb),
        Word::Decide(_) | Word::RowAction => None,
    }
}

/// Settles on the one verb of a message.
pub(super) fn told(message: &Map<String, Value>) -> Result<Told, Malformed> {
    if spoken(message, "kind") == Some(Word::RowAction) {
        return row_marked(message);
    }
    let said: Vec<(&str, Word)> = KEYS.iter().filter_map(|key| Some((*key, spoken(message, key)?))).collect();
    let [(key, word), others @ ..] = said.as_slice() else {
        return Err(nothing_said());
    };
    if let Some((other, _)) = others.iter().find(|(_, other)| other != word) {
        return Err(differ(key, other));
    }
    match word {
        Word::Decide(action) => Ok(Told::Decision(*action)),
        // The HTTP spelling of a row action has no `kind`, but its two verbs are unmistakable.
        Word::RowVerb(_) if *key == "action" => Ok(Told::Row),
        Word::RowVerb(_) | Word::RowAction => Err(misplaced(key)),
    }
}

/// `kind: "row_action"` takes `action` for the row verb, whatever it says: a runbook may well have
/// a row action called `approve`. Under `type` a decision would still be a second verb.
fn row_marked(message: &Map<String, Value>) -> Result<Told, Malformed> {
    match spoken(message, "type") {
        Some(Word::Decide(_)) => Err(differ("type", "kind")),
        _ => Ok(Told::Row),
    }
}

fn spoken(message: &Map<String, Value>, key: &str) -> Option<Word> {
    word(message.get(key)?.as_str()?)
}

fn word(text: &str) -> Option<Word> {
    let text = text.trim();
    let (_, word) = WORDS.iter().find(|(spelling, _)| spelling.eq_ignore_ascii_case(text))?;
    Some(*word)
}

fn differ(one: &str, other: &str) -> Malformed {
    Malformed::ambiguous(format!(
        "`/{one}` and `/{other}` ask for different things: send one verb, under `action`",
    ))
}

fn misplaced(key: &str) -> Malformed {
    Malformed::ambiguous(format!(
        "`/{key}` holds a word of row actions in the wrong place: send `\"kind\": \"row_action\"` \
         with the row verb under `action`",
    ))
}

fn nothing_said() -> Malformed {
    Malformed::ambiguous(
        "neither `/action` nor `/type` nor `/kind` holds a verb: send `approved`, `corrected` or \
         `rejected` under `action`, or `\"kind\": \"row_action\"` with the row verb under `action`",
    )
}
