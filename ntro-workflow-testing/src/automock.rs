//! Values made from JSON Schemas, for tests that need some input, result or signal and do not care which.
//!
//! A mock fits its schema: what was made is validated before it is handed out, so what cannot be made
//! right is an [`Unmockable`] and never a wrong value. A mock is the same every time and everywhere.
//!
//! What a mock looks like:
//!
//! - What the author wrote comes first: `examples`, then `default`, `const`, the first member of `enum`.
//!   An example that does not fit is passed over. A default that is empty (`null`, `""`, `[]`, `{}`) says
//!   what happens when nothing is given, and not what a value looks like, so it is the last resort.
//! - Everything that may be there is there: optional properties, one item in a list, one entry in a map,
//!   the value of an `Option`. Only where a type contains itself is it left out: `Option`s are `null`, lists
//!   and maps are empty, and an alternative that ends is taken. Very large or deep values become sparing.
//! - A text is the name of its property if that fits, a number is 1, a date lies in January 2026. A text with
//!   a `pattern` is a date, month or time where the pattern is that of one, or else the plainest match
//!   (`^[A-Z]{3}$` gives `AAA`). In a list, what stands after the first item differs from it, so that rows
//!   can be told apart. What may be anything is `null`.
//! - Other seeds give other values: other numbers, texts, lengths and members, optional properties left
//!   out, other alternatives, other examples where there are several.
//!
//! Not made, if no simple value happens to fit, are texts for patterns with look-around or back-references,
//! and what is described by `not`: an example helps. Not made at all is what `$dynamicRef` or references out
//! of the schema describe, what is nested a hundred levels deep, and a type that is an alternative of itself
//! (`#[serde(untagged)] enum Rule { Boxed(Box<Rule>), Name(String) }`).
//!
//! ```
//! use ntro_workflow_testing::automock;
//! use schemars::JsonSchema;
//! use serde::{Deserialize, Serialize};
//!
//! #[derive(Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
//! struct Line {
//!     id: String,
//!     amount: f64,
//!     #[schemars(regex(pattern = r"^[A-Z]{3}$"))]
//!     currency: String,
//! }
//!
//! let lines = automock::mock::<Vec<Line>>()?;
//! assert_eq!(lines, [Line { id: "id".into(), amount: 1.0, currency: "AAA".into() }]);
//! # Ok::<(), automock::Unmockable>(())
//! ```

mod authored;
mod candidates;
mod document;
mod failure;
mod format;
mod grid;
mod hosted;
mod list;
mod loops;
mod maker;
mod number;
mod object;
mod pattern;
mod place;
mod properties;
mod shape;
mod text;
mod typed;
mod unmockable;
mod variant;

use serde_json::Value;

use self::document::Document;
use self::maker::Maker;
use self::place::Place;
pub use self::typed::{mock, mock_for};
pub use self::unmockable::{Fault, Unmockable};

/// A value that fits a JSON Schema of draft 2020-12: the plain one, which has everything.
///
/// # Errors
/// [`Unmockable`], with every place for which no value could be made.
///
/// ```
/// use ntro_workflow_testing::automock;
/// use serde_json::json;
///
/// let schema = json!({
///     "type": "object",
///     "properties": {
///         "invoice_number": {"type": "string"},
///         "issued": {"type": "string", "format": "date"},
///         "copies": {"type": "integer", "minimum": 2},
///     },
/// });
/// let value = automock::value_of(&schema)?;
/// assert_eq!(value, json!({"invoice_number": "invoice_number", "issued": "2026-01-15", "copies": 2}));
/// # Ok::<(), automock::Unmockable>(())
/// ```
pub fn value_of(schema: &Value) -> Result<Value, Unmockable> {
    value_for(schema, 0)
}

/// A value that fits a JSON Schema, another one for another seed. Seed 0 is [`value_of`].
///
/// # Errors
/// [`Unmockable`], with every place for which no value could be made.
///
/// ```
/// use ntro_workflow_testing::automock;
/// use serde_json::json;
///
/// let schema = json!({"enum": ["draft", "posted", "paid"]});
/// let seen = (0..20).map(|seed| automock::value_for(&schema, seed)).collect::<Result<Vec<_>, _>>()?;
/// assert_eq!(seen[0], "draft");
/// assert!(seen.contains(&json!("posted")) && seen.contains(&json!("paid")));
/// # Ok::<(), automock::Unmockable>(())
/// ```
pub fn value_for(schema: &Value, seed: u64) -> Result<Value, Unmockable> {
    let document = Document::new(schema).map_err(Unmockable::no_schema)?;
    let made = Maker::new(&document).value(&[document.root()], &Place::root(seed));
    let value = made.map_err(|failure| Unmockable::new(failure.faults))?;
    let misfits = document.misfits_of_whole(&value);
    if misfits.is_empty() { Ok(value) } else { Err(Unmockable::misfits(misfits)) }
}

/// Whether a schema can be checked at all. One that is a part or an alternative of itself cannot: a validator
/// would follow it until its stack overflows, which ends the process.
///
/// ```
/// use ntro_workflow_testing::automock;
/// use serde_json::json;
///
/// let or_itself = json!({"anyOf": [{"type": "integer"}, {"$ref": "#"}]});
/// assert!(!automock::can_be_checked(&or_itself));
/// assert!(automock::can_be_checked(&json!({"type": "array", "items": {"$ref": "#"}})));
/// ```
#[must_use]
pub fn can_be_checked(schema: &Value) -> bool {
    Document::new(schema).is_ok()
}

#[cfg(test)]
mod tests;
