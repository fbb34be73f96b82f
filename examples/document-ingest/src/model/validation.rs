//! Whether an extraction, as read or as edited, is a complete invoice.

use std::collections::HashSet;
use std::fmt;

use super::{Extracted, FieldId, FieldValue, LineItem};
use fund_values::Amount;
use fund_values::Day;

/// A complete invoice: what may be committed.
#[derive(Debug, Clone, PartialEq)]
pub struct Invoice {
    /// Who wrote it; not blank.
    pub issuer: String,
    /// The number the issuer gave it; not blank.
    pub number: String,
    /// The day it was issued.
    pub date: Day,
    /// Three capital letters.
    pub currency: String,
    /// The total including tax; negative on a credit note.
    pub total: Amount,
}

/// One thing that is wrong with an extraction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where: a JSON pointer into the extraction, such as `/fields/4/value`.
    pub pointer: String,
    /// What, and what to do.
    pub message: String,
}

/// Everything that is wrong with an extraction; never empty.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct Invalid {
    /// The problems, from top to bottom.
    pub problems: Vec<Problem>,
}

impl fmt::Display for Invalid {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, problem) in self.problems.iter().enumerate() {
            let separator = if at == 0 { "" } else { "; " };
            write!(formatter, "{separator}{}: {}", problem.pointer, problem.message)?;
        }
        Ok(())
    }
}

impl Extracted {
    /// Checks an edited extraction.
    ///
    /// Quantities, prices and amounts may be negative (goods taken back,
    /// discounts, credit notes), and a total may be 0. Lines need not sum up to
    /// the total, since taxes and discounts stand between them.
    ///
    /// # Errors
    /// Every problem, each with a JSON pointer.
    pub fn validate(&self) -> Result<(), Invalid> {
        self.invoice().map(drop)
    }

    /// The complete invoice this extraction stands for.
    ///
    /// # Errors
    /// As [`Extracted::validate`].
    pub fn invoice(&self) -> Result<Invoice, Invalid> {
        let mut check = Check { extracted: self, problems: Vec::new() };
        let invoice = check.header();
        check.lines();
        match invoice {
            Some(invoice) if check.problems.is_empty() => Ok(invoice),
            _ => Err(Invalid { problems: check.problems }),
        }
    }
}

/// A check under way.
struct Check<'a> {
    extracted: &'a Extracted,
    problems: Vec<Problem>,
}

impl Check<'_> {
    fn report(&mut self, pointer: String, message: impl Into<String>) {
        self.problems.push(Problem { pointer, message: message.into() });
    }

    /// The header fields; `None` when one of them is wrong.
    fn header(&mut self) -> Option<Invoice> {
        let mut seen = HashSet::new();
        for (at, field) in self.extracted.fields.iter().enumerate() {
            if !seen.insert(field.id) {
                let message = format!("there are two rows `{}`; keep one", field.id.as_str());
                self.report(format!("/fields/{at}/id"), message);
            }
            self.confidence(format!("/fields/{at}/confidence"), field.confidence);
        }
        let issuer = self.text(FieldId::Issuer, "the name of who wrote the invoice", not_blank);
        let number = self.text(FieldId::Number, "the number of the invoice", not_blank);
        let date = self.text(FieldId::Date, "a real day such as 2026-03-31", |text| text.parse().ok());
        let currency = self.text(FieldId::Currency, "three letters such as EUR", three_letters);
        let total = self.total();
        Some(Invoice { issuer: issuer?, number: number?, date: date?, currency: currency?, total: total? })
    }

    /// The value of a field that holds a text, as `read` understands it.
    fn text<T>(&mut self, id: FieldId, wanted: &str, read: fn(&str) -> Option<T>) -> Option<T> {
        let (pointer, value) = self.value(id, wanted)?;
        let text = match value {
            FieldValue::Text(text) => text.trim().to_owned(),
            FieldValue::Amount(_) if id != FieldId::Number => String::new(),
            FieldValue::Amount(amount) => amount.to_string().trim_end_matches(".00").to_owned(),
        };
        let read = read(&text);
        if read.is_none() {
            self.report(pointer, format!("`{text}` is not {wanted}"));
        }
        read
    }

    /// The total, a number or a text that is one.
    fn total(&mut self) -> Option<Amount> {
        let wanted = "a plain number such as 125.0";
        let (pointer, value) = self.value(FieldId::Total, wanted)?;
        match value {
            FieldValue::Amount(amount) => Some(amount),
            FieldValue::Text(text) => {
                let amount = text.parse().ok();
                if amount.is_none() {
                    self.report(pointer, format!("`{text}` is not {wanted}"));
                }
                amount
            }
        }
    }

    /// The value of a field and where it is; reports one that is missing.
    fn value(&mut self, id: FieldId, wanted: &str) -> Option<(String, FieldValue)> {
        let at = self.extracted.fields.iter().position(|field| field.id == id);
        let Some(at) = at else {
            let message = format!("the row `{}` is missing; add it with {wanted}", id.as_str());
            self.report("/fields".into(), message);
            return None;
        };
        let pointer = format!("/fields/{at}/value");
        let value = self.extracted.fields[at].value.clone();
        if value.is_none() {
            self.report(pointer.clone(), format!("`{}` is missing; enter {wanted}", id.as_str()));
        }
        value.map(|value| (pointer, value))
    }

    /// The lines: each with an id of its own, a description and an amount.
    fn lines(&mut self) {
        let mut ids = HashSet::new();
        for (at, line) in self.extracted.line_items.iter().enumerate() {
            let taken = FieldId::ALL.iter().any(|id| id.as_str() == line.id);
            if line.id.trim().is_empty() || taken || !ids.insert(&line.id) {
                let message = format!("`{}` is not an id of this line alone", line.id);
                self.report(format!("/line_items/{at}/id"), message);
            }
            self.line(at, line);
        }
    }

    fn line(&mut self, at: usize, line: &LineItem) {
        if line.description.trim().is_empty() {
            self.report(format!("/line_items/{at}/description"), "the description is blank");
        }
        if line.amount.is_none() {
            let message = "the amount is missing; enter a plain number such as 125.0";
            self.report(format!("/line_items/{at}/amount"), message);
        }
        self.confidence(format!("/line_items/{at}/confidence"), line.confidence);
    }

    fn confidence(&mut self, pointer: String, confidence: f64) {
        if !(0.0..=1.0).contains(&confidence) {
            self.report(pointer, format!("{confidence} is not between 0 and 1"));
        }
    }
}

/// The text, unless it is blank.
fn not_blank(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

/// The text in capitals, if it is three letters.
fn three_letters(text: &str) -> Option<String> {
    let letters = text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_alphabetic());
    letters.then(|| text.to_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn row(id: &str, value: Value) -> Value {
        json!({"id": id, "label": id, "value": value, "confidence": 0.9})
    }

    fn complete() -> Value {
        json!({
            "schema_slug": "invoice",
            "fields": [
                row("issuer", json!("Northwind GmbH")), row("number", json!("R-1")),
                row("date", json!("2026-03-31")), row("currency", json!("EUR")), row("total", json!(119.0)),
            ],
            "line_items": [
                {"id": "li-1", "description": "Paper", "quantity": -2, "unit_price": 50.0,
                 "amount": -100.0, "confidence": 0.8},
            ],
        })
    }

    /// The pointers of what is wrong after one edit.
    fn pointers(pointer: &str, value: Value) -> Vec<String> {
        let mut json = complete();
        *json.pointer_mut(pointer).expect("a cell") = value;
        let extracted: Extracted = serde_json::from_value(json).expect("decodes");
        match extracted.validate() {
            Ok(()) => Vec::new(),
            Err(invalid) => invalid.problems.into_iter().map(|problem| problem.pointer).collect(),
        }
    }

    #[test]
    fn edits_a_person_makes_decode() {
        assert_eq!(pointers("/line_items/0/amount", json!(125.0)), [""; 0]);
        assert_eq!(pointers("/line_items/0/amount", json!("125.00")), [""; 0]);
        assert_eq!(pointers("/fields/4/value", json!("125.00")), [""; 0]);
        assert_eq!(pointers("/fields/4/value", json!(0)), [""; 0]);
        assert_eq!(pointers("/fields/1/value", json!(42183017)), [""; 0]);
    }

    #[test]
    fn each_wrong_cell_is_pointed_at() {
        for (pointer, value) in [
            ("/fields/0/value", json!("  ")),
            ("/fields/1/value", json!(null)),
            ("/fields/2/value", json!("31.03.2026")),
            ("/fields/2/value", json!("2026-02-30")),
            ("/fields/3/value", json!("EURO")),
            ("/fields/4/value", json!("a lot")),
            ("/fields/4/confidence", json!(1.5)),
            ("/line_items/0/description", json!("")),
            ("/line_items/0/amount", json!(null)),
            ("/line_items/0/id", json!("total")),
        ] {
            assert_eq!(pointers(pointer, value.clone()), [pointer], "{value}");
        }
    }

    #[test]
    fn all_problems_are_told_at_once() {
        let empty = Extracted { schema_slug: "invoice".into(), fields: vec![], line_items: vec![] };
        let invalid = empty.validate().expect_err("nothing is there");
        assert_eq!(invalid.problems.len(), FieldId::ALL.len());
        assert!(invalid.to_string().contains("/fields: the row `total` is missing"), "{invalid}");
    }

    #[test]
    fn no_amount_decodes_from_what_is_no_number() {
        let mut json = complete();
        json["line_items"][0]["amount"] = json!("a lot");
        let error = serde_json::from_value::<Extracted>(json).expect_err("refused");
        assert!(error.to_string().contains("write a plain number"), "{error}");
    }
}
