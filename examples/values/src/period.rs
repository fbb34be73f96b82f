//! The month a document belongs to.

use std::fmt;
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

/// A real month, written `YYYY-MM`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Period {
    year: u16,
    month: u8,
}

/// The text names no month.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "`period` is `{text}`, which is not a month: write YYYY-MM with a month from 01 to 12, such as 2026-03"
)]
pub struct NotAPeriod {
    text: String,
}

impl Period {
    /// The month of a day, which is a real one.
    pub(crate) fn of(year: u16, month: u8) -> Self {
        Self { year, month }
    }
}

impl FromStr for Period {
    type Err = NotAPeriod;

    fn from_str(text: &str) -> Result<Self, NotAPeriod> {
        let refused = || NotAPeriod { text: text.chars().take(40).collect() };
        let digits = |part: &str, length: usize| {
            part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit())
        };
        let (year, month) = text.split_once('-').ok_or_else(refused)?;
        if !digits(year, 4) || !digits(month, 2) {
            return Err(refused());
        }
        let month: u8 = month.parse().map_err(|_| refused())?;
        let year: u16 = year.parse().map_err(|_| refused())?;
        if (1..=12).contains(&month) { Ok(Self { year, month }) } else { Err(refused()) }
    }
}

impl TryFrom<String> for Period {
    type Error = NotAPeriod;

    fn try_from(text: String) -> Result<Self, NotAPeriod> {
        text.parse()
    }
}

impl From<Period> for String {
    fn from(period: Period) -> Self {
        period.to_string()
    }
}

impl fmt::Display for Period {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:04}-{:02}", self.year, self.month)
    }
}

impl JsonSchema for Period {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Period".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "pattern": r"^\d{4}-\d{2}$",
            "description": "A month from 01 to 12, written YYYY-MM"
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_a_month() {
        assert_eq!("2026-03".parse::<Period>().map(String::from), Ok("2026-03".into()));
        for text in
            ["2026-13", "2026-00", "2026-3", "26-03", "2026/03", "2026-03-01", "", "+026-03", "２０26-03"]
        {
            assert!(text.parse::<Period>().is_err(), "{text}");
        }
    }
}
