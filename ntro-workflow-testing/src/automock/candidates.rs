//! Values to try at a place that has no parts.

use serde_json::Value;

use super::place::Place;

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

pub(super) fn booleans(place: &Place) -> Candidates {
    let first = place.draw_below("boolean", 2) == 0;
    vec![first.into(), (!first).into()].into()
}
