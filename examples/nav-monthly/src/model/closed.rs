//! The result of the runbook: a closed month.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Amount, Currency, JournalLine, Period};
use crate::chart;

/// A closed month. The next month is compared with it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ClosedMonth {
    /// The month.
    pub period: Period,
    /// Whose it is.
    pub entity_slug: String,
    /// The posted journal.
    pub journal_reference: String,
    /// The currency of all amounts.
    pub currency: Currency,
    /// What each source came to, tax included, in the order of the journal.
    pub totals: Vec<SourceTotal>,
}

/// What the documents of a source came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SourceTotal {
    /// The source.
    pub source: String,
    /// Its total, tax included; negative for a credit note.
    pub total: Amount,
}

impl SourceTotal {
    /// What the lines of each source come to without those on [`chart::PAYABLES`]: what was bought, tax
    /// included, in the order of the lines.
    #[must_use]
    pub fn of(lines: &[JournalLine]) -> Vec<Self> {
        let mut totals: Vec<Self> = Vec::new();
        for line in lines.iter().filter(|line| line.account != chart::PAYABLES.code) {
            let amount = line.debit - line.credit;
            match totals.iter_mut().find(|total| total.source == line.source) {
                Some(total) => total.total = total.total + amount,
                None => totals.push(Self { source: line.source.clone(), total: amount }),
            }
        }
        totals
    }
}
