//! The values that the author wrote into the schema.

use serde_json::Value;

use super::place::Place;
use super::shape::Shape;

/// What the author wrote, in the order in which it is tried.
pub(super) struct Authored<'s> {
    /// Before anything is made.
    pub(super) said: Vec<&'s Value>,
    /// Whether nothing else can fit.
    pub(super) only: bool,
    /// After nothing could be made.
    pub(super) fallback: Vec<&'s Value>,
}

/// Examples first, then the default, then the members of `const` and `enum`.
///
/// Examples are taken for every seed, since only the author knows what the schema does not say; a default
/// only where values do not vary. A default that is empty says what happens when nothing is given, and not
/// what a value looks like, so it is the last resort.
pub(super) fn values<'s>(shape: &Shape<'s>, place: &Place) -> Authored<'s> {
    let mut said = rotated(examples(shape), place, "example");
    let (empty, telling): (Vec<_>, Vec<_>) = shape.all("default").partition(|value| is_empty(value));
    let (mut fallback, mut defaults) = (empty, telling);
    if place.varies() {
        fallback.splice(0..0, defaults.drain(..));
    }
    said.extend(defaults);
    let members = members(shape, place);
    let only = members.is_some();
    said.extend(members.unwrap_or_default());
    Authored { said, only, fallback }
}

fn examples<'s>(shape: &Shape<'s>) -> Vec<&'s Value> {
    let lists = shape.all("examples").filter_map(Value::as_array).flatten();
    lists.chain(shape.all("example")).collect()
}

fn members<'s>(shape: &Shape<'s>, place: &Place) -> Option<Vec<&'s Value>> {
    if let Some(constant) = shape.all("const").next() {
        return Some(vec![constant]);
    }
    let members = shape.all("enum").filter_map(Value::as_array).next()?;
    if place.varies() {
        return Some(rotated(members.iter().collect(), place, "member"));
    }
    let (told, null): (Vec<_>, Vec<_>) = members.iter().partition(|member| !member.is_null());
    Some(rotated(told, place, "member").into_iter().chain(null).collect())
}

/// Another first one for another draw, and for another item of a list.
fn rotated<'s>(mut values: Vec<&'s Value>, place: &Place, purpose: &str) -> Vec<&'s Value> {
    let first = place.draw_below(purpose, values.len()) + place.ordinal();
    let count = values.len().max(1);
    values.rotate_left(first % count);
    values
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(properties) => properties.is_empty(),
        Value::Bool(_) | Value::Number(_) => false,
    }
}
