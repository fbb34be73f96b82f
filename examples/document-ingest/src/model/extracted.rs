//! What was read from a document, in rows a person can correct.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use fund_values::Amount;
use ntro_workflow::Editable;

/// An invoice as it was read, and as a reviewer may have corrected it.
///
/// Everything a person may change is a row with an `id`, in one of the two
/// lists `fields` and `line_items`; no id is in both. So one shape of correction
/// reaches all of it: `{"line_item_id": "total", "field": "value", …}` a header
/// field, `{"line_item_id": "li-2", "field": "amount", …}` a cell of a line.
///
/// People may edit what was read, and nothing else: neither the names of fields nor
/// how sure the rules are.
///
/// Reading may have failed in part, so any value may be missing here; what may
/// be committed is what [`Extracted::invoice`] accepts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, Editable)]
#[schemars(example = complete())]
pub struct Extracted {
    /// The rules that read it, such as `invoice`.
    pub schema_slug: String,
    /// The header fields, one row each.
    #[edit(rows, label = "Document")]
    pub fields: Vec<HeaderField>,
    /// The lines of the invoice, in their order.
    #[edit(rows)]
    pub line_items: Vec<LineItem>,
}

/// One header field as a row.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, Editable)]
pub struct HeaderField {
    /// Which field.
    pub id: FieldId,
    /// Its name for people.
    #[edit(label = "Field")]
    pub label: String,
    /// What was read; `null` when nothing was found.
    #[edit(editable, type = "text")]
    pub value: Option<FieldValue>,
    /// How sure the rules are, 0 to 1; 0 when nothing was found.
    #[edit]
    pub confidence: f64,
}

/// The header fields of an invoice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FieldId {
    /// Who wrote the invoice.
    Issuer,
    /// The number the issuer gave it.
    Number,
    /// The day it was issued, `YYYY-MM-DD`.
    Date,
    /// The ISO 4217 code of its amounts.
    Currency,
    /// The total including tax.
    Total,
}

impl FieldId {
    /// All header fields, in the order they are shown.
    pub const ALL: [Self; 5] = [Self::Issuer, Self::Number, Self::Date, Self::Currency, Self::Total];

    /// The id on the wire.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Issuer => "issuer",
            Self::Number => "number",
            Self::Date => "date",
            Self::Currency => "currency",
            Self::Total => "total",
        }
    }

    /// The name for people.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Issuer => "Issuer",
            Self::Number => "Invoice number",
            Self::Date => "Invoice date",
            Self::Currency => "Currency",
            Self::Total => "Total",
        }
    }
}

/// The value of a header field: a text or, for the total, a number.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum FieldValue {
    /// A JSON string.
    Text(String),
    /// A JSON number.
    Amount(Amount),
}

/// One line of the invoice.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, Editable)]
pub struct LineItem {
    /// `li-1`, `li-2`, … in the order of the invoice.
    pub id: String,
    /// What was sold.
    #[edit(editable)]
    pub description: String,
    /// How much of it; negative for goods taken back.
    #[serde(default)]
    #[edit(editable, type = "number")]
    pub quantity: Option<Amount>,
    /// The price of one, in the currency of the invoice.
    #[serde(default)]
    #[edit(editable, type = "currency")]
    pub unit_price: Option<Amount>,
    /// The price of the line; negative for a credit.
    #[serde(default)]
    #[edit(editable, type = "currency")]
    pub amount: Option<Amount>,
    /// How sure the rules are of the whole line, 0 to 1.
    #[serde(default)]
    #[edit]
    pub confidence: f64,
}

/// What may be committed as it is, for whoever needs an extraction and does not care which.
fn complete() -> Extracted {
    let text = |text: &str| FieldValue::Text(text.to_owned());
    let value = |id| match id {
        FieldId::Issuer => text("Nordlicht Papier GmbH"),
        FieldId::Number => text("RE-2026-0417"),
        FieldId::Date => text("2026-03-31"),
        FieldId::Currency => text("EUR"),
        FieldId::Total => FieldValue::Amount(Amount::new(119, 0)),
    };
    let row =
        |id: FieldId| HeaderField { id, label: id.label().into(), value: Some(value(id)), confidence: 0.9 };
    let paper = LineItem {
        id: "li-1".into(),
        description: "Paper, A4".into(),
        quantity: Some(Amount::new(20, 0)),
        unit_price: Some(Amount::new(5, 0)),
        amount: Some(Amount::new(100, 0)),
        confidence: 0.9,
    };
    let fields = FieldId::ALL.map(row).into();
    Extracted { schema_slug: "invoice".into(), fields, line_items: vec![paper] }
}

impl Extracted {
    /// The row of a header field.
    #[must_use]
    pub fn field(&self, id: FieldId) -> Option<&HeaderField> {
        self.fields.iter().find(|field| field.id == id)
    }

    /// How sure the rules are of the document: as sure as of its least sure
    /// header field, for a record is wrong when one of them is.
    #[must_use]
    pub fn confidence(&self) -> f64 {
        let of = |id| self.field(id).map_or(0.0, |field| field.confidence);
        FieldId::ALL.into_iter().map(of).fold(1.0, f64::min)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_may_be_committed() {
        assert_eq!(complete().validate(), Ok(()));
    }
}
