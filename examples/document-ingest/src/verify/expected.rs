//! The expected values beside a document.

use serde::Deserialize;
use serde_json::Value;

use fund_values::Amount;

/// What a document should give; a value that is not given is not compared.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub(super) struct Expected {
    pub(super) issuer: Option<String>,
    /// The full name of the issuer, as good as the short one.
    pub(super) partner_name: Option<String>,
    #[serde(default, deserialize_with = "text")]
    pub(super) invoice_number: Option<String>,
    pub(super) date: Option<String>,
    pub(super) currency: Option<String>,
    pub(super) amount: Option<Amount>,
    #[serde(default)]
    pub(super) lines: Vec<ExpectedLine>,
}

/// One line; some describe no item but only add a note to the one above.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub(super) struct ExpectedLine {
    #[serde(alias = "desc", alias = "description")]
    pub(super) name: Option<String>,
    pub(super) price_subtotal: Option<Amount>,
    pub(super) price_total: Option<Amount>,
    #[serde(alias = "price")]
    pub(super) price_unit: Option<Amount>,
}

/// The expected values in the bytes of a file, or what is wrong with them.
pub(super) fn decode(json: &[u8]) -> Result<Expected, String> {
    let list: Vec<Expected> = serde_json::from_slice(json).map_err(|error| error.to_string())?;
    let count = list.len();
    match <[Expected; 1]>::try_from(list) {
        Ok([expected]) => Ok(expected),
        Err(_) => Err(format!("it holds {count} objects")),
    }
}

/// A text, also when it is written as a number.
fn text<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    Ok(match Value::deserialize(deserializer)? {
        Value::String(text) => Some(text),
        Value::Null => None,
        other => Some(other.to_string()),
    })
}
