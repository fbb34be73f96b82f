//! Sets of JSON types, with the integers apart from the other numbers.

use std::fmt;

use serde_json::Value;

use crate::schema::number::Num;

/// A set of types.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Types(u8);

const NAMED: [(u8, &str); 7] = [
    (0b000_0001, "null"),
    (0b000_0010, "boolean"),
    (0b000_1100, "number"),
    (0b000_0100, "integer"),
    (0b001_0000, "string"),
    (0b010_0000, "array"),
    (0b100_0000, "object"),
];

impl Types {
    pub(crate) const NONE: Self = Self(0);
    pub(crate) const ALL: Self = Self(0b111_1111);
    pub(crate) const NULL: Self = Self(0b000_0001);
    pub(crate) const NOT_NULL: Self = Self(0b111_1110);
    pub(crate) const BOOLEAN: Self = Self(0b000_0010);
    pub(crate) const INTEGER: Self = Self(0b000_0100);
    pub(crate) const NUMBER: Self = Self(0b000_1100);
    pub(crate) const STRING: Self = Self(0b001_0000);
    pub(crate) const ARRAY: Self = Self(0b010_0000);
    pub(crate) const OBJECT: Self = Self(0b100_0000);

    /// Of the keyword `type`; `None` if that is not what the standard knows.
    pub(crate) fn of_keyword(value: &Value) -> Option<Self> {
        match value {
            Value::String(name) => NAMED.iter().find(|(_, known)| known == name).map(|(bits, _)| Self(*bits)),
            Value::Array(names) => names.iter().try_fold(Self::NONE, |types, name| {
                let one = name.is_string().then(|| Self::of_keyword(name)).flatten()?;
                Some(types.or(one))
            }),
            _ => None,
        }
    }

    /// The type of a value.
    pub(crate) fn of_value(value: &Value) -> Self {
        match value {
            Value::Null => Self::NULL,
            Value::Bool(_) => Self::BOOLEAN,
            Value::Number(number) if Num::of(number).is_integer() => Self::INTEGER,
            Value::Number(_) => Self(Self::NUMBER.0 & !Self::INTEGER.0),
            Value::String(_) => Self::STRING,
            Value::Array(_) => Self::ARRAY,
            Value::Object(_) => Self::OBJECT,
        }
    }

    pub(crate) fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(crate) fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    pub(crate) fn bits(self) -> u8 {
        self.0
    }

    pub(crate) fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub(crate) fn meets(self, other: Self) -> bool {
        !self.and(other).is_empty()
    }

    pub(crate) fn is_within(self, other: Self) -> bool {
        self.and(other) == self
    }

    /// One set per type, the numbers together.
    pub(crate) fn each(self) -> Vec<Self> {
        let whole = [Self::NULL, Self::BOOLEAN, Self::NUMBER, Self::STRING, Self::ARRAY, Self::OBJECT];
        whole.into_iter().map(|one| one.and(self)).filter(|one| !one.is_empty()).collect()
    }
}

impl fmt::Display for Types {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::ALL => return f.write_str("any"),
            Self::NONE => return f.write_str("nothing"),
            _ => {}
        }
        let name = |one: Self| {
            let exact = NAMED.iter().find(|(bits, _)| *bits == one.0);
            exact.map_or("number that is no integer", |(_, name)| name)
        };
        f.write_str(&self.each().into_iter().map(name).collect::<Vec<_>>().join(" or "))
    }
}
