//! Equality of JSON values, where numbers count by value: `125`, `125.0` and `1.25e2` are one.

use serde_json::{Number, Value};

pub(super) fn same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => same_number(one, other),
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
        }
        (Value::Object(one), Value::Object(other)) => {
            one.len() == other.len()
                && one.iter().all(|(key, one)| other.get(key).is_some_and(|other| same(one, other)))
        }
        _ => one == other,
    }
}

/// Whole numbers are compared as integers: as floats, two large ids next to each other are equal.
fn same_number(one: &Number, other: &Number) -> bool {
    match (whole(one), whole(other)) {
        (Some(one), Some(other)) => one == other,
        (None, None) => one.as_f64() == other.as_f64(),
        _ => false,
    }
}

/// The number as an integer, if it is one.
pub(super) fn whole(number: &Number) -> Option<i128> {
    /// 2^127: below it every integral float is exactly some `i128`.
    const BEYOND: f64 = 170_141_183_460_469_231_731_687_303_715_884_105_728.0;
    let integer = number.as_i64().map(i128::from);
    integer.or_else(|| number.as_u64().map(i128::from)).or_else(|| {
        let float = number.as_f64()?;
        // Exact, since the float is integral and within range.
        (float.fract() == 0.0 && float.abs() < BEYOND).then_some(float as i128)
    })
}
