//! Why the values of one schema do not all fit another one.

use std::fmt;

/// Why, and where.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Reason {
    pub(crate) pointer: String,
    pub(crate) keyword: String,
    pub(crate) text: Text,
    /// It cannot be told whether they fit.
    pub(crate) unknown: bool,
}

/// What is different: "here" is the schema of which the values are taken, "there" the one that they are
/// to fit.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Text {
    /// The keyword says one thing here and another one there.
    Says(String, String),
    /// There, these values are not taken.
    NotTaken(String),
    /// The property is named here only; there it would be passed over.
    NotThere,
    /// The property is named here only; there others are refused.
    Refused,
    /// The property is required there, and not named here.
    NotHere,
    /// The question was not asked to its end.
    GaveUp,
}

impl Reason {
    pub(crate) fn new(pointer: &str, keyword: &str, text: Text) -> Self {
        Self { pointer: pointer.to_owned(), keyword: keyword.to_owned(), text, unknown: false }
    }

    /// The keyword's value here and there; nothing where it is not set.
    pub(crate) fn says<A: fmt::Display, B: fmt::Display>(
        pointer: &str,
        keyword: &str,
        here: Option<A>,
        there: Option<B>,
    ) -> Self {
        let here = here.map_or_else(|| "none".to_owned(), |it| it.to_string());
        let there = there.map_or_else(|| "none".to_owned(), |it| it.to_string());
        Self::new(pointer, keyword, Text::Says(here, there))
    }

    /// Of more questions than are asked.
    pub(crate) fn gave_up() -> Self {
        Self::new("", "schema", Text::GaveUp).unknown()
    }

    /// Whether it is that a property came or went.
    pub(crate) fn is_presence(&self) -> bool {
        matches!(self.text, Text::NotThere | Text::Refused | Text::NotHere)
    }

    /// Whether it is all that there is to know: another one that reads the same is the same. One of something that
    /// is not understood is not, where it says the same of both sides, or not all of it.
    pub(crate) fn is_told_whole(&self) -> bool {
        let differ_in_words =
            matches!(&self.text, Text::Says(here, there) if here != there && !is_cut(here) && !is_cut(there));
        !self.unknown || differ_in_words
    }

    pub(crate) fn unknown(self) -> Self {
        Self { unknown: true, ..self }
    }
}

/// The pointer to a member or item.
pub(crate) fn below(pointer: &str, name: &str) -> String {
    format!("{pointer}/{}", name.replace('~', "~0").replace('/', "~1"))
}

/// The pointer to any member or item.
pub(crate) fn below_any(pointer: &str) -> String {
    format!("{pointer}/*")
}

/// What stands in the place of the rest of a long text.
const REST: char = '…';

/// A value in a text, cut off where it is long.
pub(crate) fn shown(value: &serde_json::Value) -> String {
    const LONGEST: usize = 60;
    let text = value.to_string();
    if text.chars().count() <= LONGEST {
        return text;
    }
    text.chars().take(LONGEST).chain([REST]).collect()
}

fn is_cut(text: &str) -> bool {
    text.ends_with(REST)
}
