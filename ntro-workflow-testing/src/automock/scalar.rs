//! Candidates for the values that have no parts.

use serde_json::Value;

use super::failure::Failure;
use super::number;
use super::place::Place;
use super::shape::{Kind, Shape};
use super::text;

/// Values to try, the best first.
pub(super) struct Candidates {
    pub(super) values: Vec<Value>,
    /// What could not be read in the schema; said if no value fits.
    pub(super) note: Option<String>,
}

impl From<Vec<Value>> for Candidates {
    fn from(values: Vec<Value>) -> Self {
        Self { values, note: None }
    }
}

pub(super) fn candidates(kind: Kind, shape: &Shape<'_>, place: &Place) -> Result<Candidates, Failure> {
    match kind {
        Kind::Boolean => {
            let first = place.draw_below("boolean", 2) == 0;
            Ok(vec![first.into(), (!first).into()].into())
        }
        Kind::Integer => number::integers(shape, place).map(Candidates::from),
        Kind::Number => number::numbers(shape, place).map(Candidates::from),
        Kind::Text => text::candidates(shape, place),
        Kind::Null | Kind::List | Kind::Object => Ok(vec![Value::Null].into()),
    }
}
