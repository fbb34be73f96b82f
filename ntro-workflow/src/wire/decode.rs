//! Decoding a JSON value into a type, with the place at which it does not fit.

use serde::de::DeserializeOwned;
use serde_json::Value;

/// Where and why a JSON value does not fit what was expected of it.
///
/// ```
/// use ntro_workflow::wire::{decode, Violation};
///
/// let error = decode::from_value::<Vec<u32>>(serde_json::json!([1, "two"])).unwrap_err();
/// assert_eq!(error.pointer, "/1");
/// assert!(error.to_string().starts_with("at /1: invalid type"));
///
/// let own = Violation::at("/total", "the total must not be negative");
/// assert_eq!(own.to_string(), "at /total: the total must not be negative");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("at {}: {message}", if pointer.is_empty() { "the top level" } else { pointer })]
pub struct Violation {
    /// The JSON pointer of the offending value; empty for the whole document.
    pub pointer: String,
    /// What is wrong there.
    pub message: String,
}

impl Violation {
    /// A violation at a JSON pointer; the empty pointer is the whole document.
    pub fn at(pointer: impl Into<String>, message: impl Into<String>) -> Self {
        Self { pointer: pointer.into(), message: message.into() }
    }
}

/// Decodes a value, naming the JSON pointer at which it does not fit.
///
/// # Errors
/// The first [`Violation`] that serde meets.
///
/// ```
/// use ntro_workflow::wire::decode;
/// use serde_json::json;
///
/// assert_eq!(decode::from_value::<Vec<u32>>(json!([1, 2])), Ok(vec![1, 2]));
/// assert_eq!(decode::from_value::<Vec<u32>>(json!({})).unwrap_err().pointer, "");
/// ```
pub fn from_value<T: DeserializeOwned>(value: Value) -> Result<T, Violation> {
    serde_path_to_error::deserialize(value)
        .map_err(|error| Violation { pointer: pointer(error.path()), message: error.inner().to_string() })
}

fn pointer(path: &serde_path_to_error::Path) -> String {
    use serde_path_to_error::Segment;
    path.iter()
        .filter_map(|segment| match segment {
            Segment::Seq { index } => Some(format!("/{index}")),
            Segment::Map { key } => Some(format!("/{}", key.replace('~', "~0").replace('/', "~1"))),
            Segment::Enum { .. } | Segment::Unknown => None,
        })
        .collect()
}
