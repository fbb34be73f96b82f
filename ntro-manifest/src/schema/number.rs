//! Numbers of JSON, compared exactly where they are whole.

use std::cmp::Ordering;
use std::fmt;

use serde_json::{Number, Value};

/// A number.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Num {
    Int(i128),
    Float(f64),
}

/// Beyond it, a double may not fit an `i128`; it has no fraction there.
const WHOLE: f64 = 1e38;

/// How far the quotient of two doubles may be off, for each 1 of it.
const ROUNDED: f64 = 2.0 * f64::EPSILON;

impl Num {
    pub(crate) fn of(number: &Number) -> Self {
        if let Some(int) = number.as_i64() {
            return Self::Int(int.into());
        }
        if let Some(int) = number.as_u64() {
            return Self::Int(int.into());
        }
        let float = number.as_f64().unwrap_or_default();
        if float.fract() == 0.0 && float.abs() < WHOLE {
            // Nothing is lost.
            return Self::Int(float as i128);
        }
        Self::Float(float)
    }

    pub(crate) fn of_value(value: &Value) -> Option<Self> {
        value.as_number().map(Self::of)
    }

    pub(crate) fn is_integer(self) -> bool {
        match self {
            Self::Int(_) => true,
            Self::Float(float) => float.fract() == 0.0,
        }
    }

    pub(crate) fn is_multiple_of(self, other: Self) -> bool {
        match (self, other) {
            (_, Self::Int(0)) => false,
            (Self::Int(one), Self::Int(other)) => one % other == 0,
            (one, other) => {
                let ratio = one.float() / other.float();
                let times = ratio.round();
                // A tenth is no double, and three tenths are three times a tenth all the same.
                ratio == 0.0 || (times != 0.0 && (ratio - times).abs() <= times.abs() * ROUNDED)
            }
        }
    }

    fn float(self) -> f64 {
        match self {
            Self::Int(int) => int as f64,
            Self::Float(float) => float,
        }
    }
}

impl PartialEq for Num {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Num {}

impl PartialOrd for Num {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Num {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Int(one), Self::Int(other)) => one.cmp(other),
            (one, other) => one.float().total_cmp(&other.float()),
        }
    }
}

impl fmt::Display for Num {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Int(int) => int.fmt(f),
            // As JSON has it: of a great one the exponent, not each 0.
            Self::Float(float) => Value::from(*float).fmt(f),
        }
    }
}

/// Whether two values are the same to JSON Schema: `1` is `1.0`.
pub(crate) fn is_same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => Num::of(one) == Num::of(other),
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| is_same(one, other))
        }
        (Value::Object(one), Value::Object(other)) => {
            let same = |(key, value): (&String, &Value)| other.get(key).is_some_and(|it| is_same(value, it));
            one.len() == other.len() && one.iter().all(same)
        }
        (one, other) => one == other,
    }
}
