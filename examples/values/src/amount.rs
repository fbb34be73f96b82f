//! An exact decimal number of money or goods.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, Mul, Sub};
use std::str::FromStr;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Amounts at or beyond this many units are refused: up to here a JSON number
/// (a 64-bit float) holds every amount of three decimals exactly enough to be
/// printed back digit by digit.
const BEYOND: i64 = 1_000_000_000_000;

/// An exact decimal: a price, a total or a quantity, without its unit.
///
/// Sums of money must be exact, so the value is a decimal and never a float;
/// integer cents would not do, since unit prices have more than two decimals
/// and some currencies have none. On the wire it is a plain JSON number such as
/// `125.0`, the way a person edits a cell. A number is read by its shortest
/// decimal spelling, so `717.97` comes back as exactly 717.97; a text such as
/// `"717.97"` is read as well, since many tables send edited cells as text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Amount(Decimal);

/// Why a text or number is not an [`Amount`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is not an amount: write a plain number below a million million, such as 125.0")]
pub struct NotAnAmount {
    text: String,
}

impl Amount {
    /// Nothing at all: 0.
    pub const ZERO: Self = Self(Decimal::ZERO);

    /// `units` divided by ten to the power of `decimals`: `(12_50, 2)` is 12.50.
    #[must_use]
    pub fn new(units: i64, decimals: u32) -> Self {
        Self(Decimal::new(units, decimals.min(Decimal::MAX_SCALE)).normalize())
    }

    /// Whether the amount is 0.
    #[must_use]
    pub fn is_zero(self) -> bool {
        self.0.is_zero()
    }

    /// The amount without its sign.
    #[must_use]
    pub fn abs(self) -> Self {
        Self(self.0.abs())
    }

    /// The amount rounded to two decimals, halves away from zero as bills do.
    #[must_use]
    pub fn to_cents(self) -> Self {
        let strategy = rust_decimal::RoundingStrategy::MidpointAwayFromZero;
        Self(self.0.round_dp_with_strategy(2, strategy).normalize())
    }

    /// The quotient, to as many digits as a decimal has; none by 0.
    #[must_use]
    pub fn divided_by(self, divisor: Self) -> Option<Self> {
        self.0.checked_div(divisor.0).map(|quotient| Self(quotient.normalize()))
    }
}

impl FromStr for Amount {
    type Err = NotAnAmount;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let refused = || NotAnAmount { text: text.chars().take(40).collect() };
        let plain = text.trim();
        let decimal = Decimal::from_str_exact(plain)
            .or_else(|_| Decimal::from_scientific(plain))
            .map_err(|_| refused())?;
        if decimal.abs() >= Decimal::from(BEYOND) {
            return Err(refused());
        }
        Ok(Self(decimal.normalize()))
    }
}

impl fmt::Display for Amount {
    /// At least two decimals, and more only when they are there: `4.10`, `0.0125`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let decimals = (self.0.scale() as usize).max(2);
        formatter.pad(&format!("{:.decimals$}", self.0))
    }
}

impl Add for Amount {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0).normalize())
    }
}

impl Sub for Amount {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0).normalize())
    }
}

impl Mul for Amount {
    type Output = Self;

    fn mul(self, other: Self) -> Self {
        Self(self.0.saturating_mul(other.0).normalize())
    }
}

impl Sum for Amount {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, Self::add)
    }
}

impl Serialize for Amount {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(self.0.to_f64().unwrap_or_default())
    }
}

impl<'de> Deserialize<'de> for Amount {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AmountVisitor)
    }
}

/// Reads an [`Amount`] from a number or from a text that is a plain number.
struct AmountVisitor;

impl Visitor<'_> for AmountVisitor {
    type Value = Amount;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a plain number such as 125.0")
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Amount, E> {
        self.visit_str(&value.to_string())
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Amount, E> {
        self.visit_str(&value.to_string())
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Amount, E> {
        self.visit_str(&value.to_string())
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<Amount, E> {
        value.parse().map_err(E::custom)
    }
}

impl JsonSchema for Amount {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Amount".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "number", "description": "An exact decimal, such as 125.0" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(json: &str) -> Result<Amount, String> {
        serde_json::from_str(json).map_err(|error| error.to_string())
    }

    #[test]
    fn a_number_survives_the_wire_digit_by_digit() {
        for text in ["0.0", "717.97", "-9.32", "0.000021", "999999999999.99", "1939.0"] {
            let amount = decoded(text).expect(text);
            assert_eq!(serde_json::to_string(&amount).expect(text), normal(text));
        }
    }

    /// How `serde_json` itself spells the number.
    fn normal(text: &str) -> String {
        text.parse::<f64>().map(|n| serde_json::json!(n).to_string()).expect(text)
    }

    #[test]
    fn ten_cents_ten_times_are_exactly_one() {
        let ten = std::iter::repeat_n(Amount::new(1, 1), 10).sum::<Amount>();
        assert_eq!(ten, Amount::new(1, 0));
    }

    #[test]
    fn a_quotient_is_exact_where_there_is_one() {
        let (hundred, eight) = (Amount::new(100, 0), Amount::new(8, 0));
        assert_eq!(hundred.divided_by(eight), Some(Amount::new(125, 1)));
        assert_eq!(hundred.divided_by(Amount::ZERO), None);
    }

    #[test]
    fn an_edited_cell_may_be_text() {
        assert_eq!(decoded("\"125.00\""), Ok(Amount::new(125, 0)));
        assert_eq!(decoded("125.0"), Ok(Amount::new(125, 0)));
        assert_eq!(decoded("125"), Ok(Amount::new(125, 0)));
    }

    #[test]
    fn what_is_no_plain_number_is_refused_with_a_remedy() {
        for json in ["\"12,50 EUR\"", "\"\"", "1e300", "1000000000000"] {
            let error = decoded(json).expect_err(json);
            assert!(error.contains("write a plain number"), "{json}: {error}");
        }
        assert!(decoded("true").is_err());
    }

    #[test]
    fn display_has_cents_and_keeps_finer_digits() {
        assert_eq!(Amount::new(41, 1).to_string(), "4.10");
        assert_eq!(Amount::new(125, 4).to_string(), "0.0125");
    }
}
