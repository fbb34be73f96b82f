//! What a change of a JSON Schema means for those who write and read values of it.
//!
//! Both directions are asked: does every value of the old schema fit the new one, and the other way
//! round? What fits only one way is a narrowing or a widening; what cannot be told is said to be so.
//!
//! Two things are read as the programs behind the schemas take them, rather than to the letter. An
//! object that says nothing of `additionalProperties` is a struct: what it does not name is not sent.
//! And `format` binds, since a type stands behind it.

use std::fmt;

use serde::Serialize;
use serde_json::Value;

mod alternatives;
mod arrays;
mod complete;
mod difference;
mod essence;
mod facts;
mod fits;
mod node;
mod number;
mod objects;
mod reason;
mod scalars;
#[cfg(test)]
mod tests;
mod types;

pub use complete::incomplete;
pub use essence::essence;
pub(crate) use essence::in_key_order;

use fits::Fitting;
pub(crate) use node::referred;

/// Which values a place of the new schema takes, seen from the old one.
///
/// ```
/// use ntro_manifest::schema::{Direction, compare};
/// use serde_json::json;
///
/// let differences = compare(&json!({"type": "integer"}), &json!({"type": "number"}));
/// assert_eq!(differences[0].direction, Direction::Wider);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// All of the old ones, and more.
    Wider,
    /// Some of the old ones, and no others.
    Narrower,
    /// Some old ones not, some others as well.
    Changed,
    /// It cannot be told.
    Unknown,
}

/// One place at which two schemas differ.
///
/// ```
/// use ntro_manifest::schema::compare;
/// use serde_json::json;
///
/// let old = json!({"type": "object", "properties": {"n": {"type": "integer", "minimum": 0}}});
/// let new = json!({"type": "object", "properties": {"n": {"type": "integer", "minimum": 1}}});
/// let differences = compare(&old, &new);
/// assert_eq!((differences[0].pointer.as_str(), differences[0].keyword.as_str()), ("/n", "minimum"));
/// assert_eq!(differences[0].to_string(), "minimum 0 → 1");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Difference {
    /// Where in the value: a JSON pointer, with `*` for any item or member.
    pub pointer: String,
    /// The keyword that makes the difference.
    pub keyword: String,
    /// Which values are taken there.
    pub direction: Direction,
    /// What it was and is.
    pub what: String,
    presence: Option<Presence>,
    refused: bool,
}

/// Whether a property came or went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
enum Presence {
    New,
    Dropped,
}

impl Difference {
    /// Whether it is that an object has a property that it did not have.
    ///
    /// ```
    /// use ntro_manifest::schema::compare;
    /// use serde_json::json;
    ///
    /// let old = json!({"type": "object", "properties": {}});
    /// let new = json!({"type": "object", "properties": {"note": {"type": "string"}}});
    /// assert!(compare(&old, &new)[0].is_new_property());
    /// ```
    #[must_use]
    pub fn is_new_property(&self) -> bool {
        self.presence == Some(Presence::New)
    }

    /// Whether it is that an object has a property no longer.
    ///
    /// ```
    /// use ntro_manifest::schema::compare;
    /// use serde_json::json;
    ///
    /// let old = json!({"type": "object", "properties": {"note": {"type": "string"}}});
    /// let new = json!({"type": "object", "properties": {}});
    /// assert!(compare(&old, &new)[0].is_dropped_property());
    /// ```
    #[must_use]
    pub fn is_dropped_property(&self) -> bool {
        self.presence == Some(Presence::Dropped)
    }

    /// Whether the side that does not have the property refuses it, rather than passes over it.
    ///
    /// ```
    /// use ntro_manifest::schema::compare;
    /// use serde_json::json;
    ///
    /// let old = json!({"type": "object", "properties": {}, "additionalProperties": false});
    /// let new = json!({"type": "object", "properties": {"note": {"type": "string"}}});
    /// assert!(compare(&old, &new).iter().any(|it| it.is_new_property() && it.is_refused()));
    /// ```
    #[must_use]
    pub fn is_refused(&self) -> bool {
        self.refused
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what)
    }
}

/// Where two schemas differ in the values that they take, by place. Titles, descriptions, defaults and
/// the order of keys are no difference.
///
/// ```
/// use ntro_manifest::schema::compare;
/// use serde_json::json;
///
/// let old = json!({"type": "string", "title": "Name"});
/// assert!(compare(&old, &json!({"type": "string", "description": "Whose it is"})).is_empty());
/// ```
#[must_use]
pub fn compare(old: &Value, new: &Value) -> Vec<Difference> {
    compare_kept(Kept { written: old, read: old }, Kept { written: new, read: new })
}

/// The schemas of a type of which values are written, and read back later.
#[derive(Clone, Copy)]
pub(crate) struct Kept<'v> {
    pub(crate) written: &'v Value,
    pub(crate) read: &'v Value,
}

/// As [`compare`]. Old values are those that were written, and those that the old type still read, which
/// may be of older ones; they fit if they are read. Those who know the old type know what it wrote.
pub(crate) fn compare_kept(old: Kept<'_>, new: Kept<'_>) -> Vec<Difference> {
    let [(wrote, read_before), (writes, reads)] =
        [old, new].map(|it| (essence(it.written), essence(it.read)));
    let (mut lost, mut gained) = (Vec::new(), Vec::new());
    if read_before != reads {
        lost = Fitting::reasons(&wrote, &reads);
    }
    if wrote != read_before {
        // What could not be read before is no change.
        let before = Fitting::reasons(&wrote, &read_before);
        lost.retain(|reason| !reason.is_told_whole() || !before.contains(reason));
        if read_before != reads {
            // Older versions may have written what the old type reads and does not write.
            lost.extend(Fitting::reasons(&read_before, &reads));
            lost.sort();
            lost.dedup();
        }
    }
    if wrote != writes {
        gained = Fitting::reasons(&writes, &wrote);
    }
    difference::merged(lost, gained)
}
