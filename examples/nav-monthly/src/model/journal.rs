//! The journal: lines that balance.

use std::collections::BTreeSet;

use document_ingest::model::{Invalid, Problem};
use ntro_workflow::Editable;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{Amount, ClosedMonth, Currency, Period, SourceTotal, TotalRow};
use crate::chart;

/// The journal of a month, as it is proposed and as a reviewer may have corrected it.
///
/// [`propose`](crate::propose::propose) makes none that does not balance; a reviewer may, and
/// [`Journal::check`] says so.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, Editable)]
#[schemars(example = example())]
pub struct Journal {
    /// The month.
    pub period: Period,
    /// Whose books it is for.
    pub entity_slug: String,
    /// The currency of all amounts.
    pub currency: Currency,
    /// The lines.
    #[edit(rows, label = "Journal")]
    pub lines: Vec<JournalLine>,
    /// The totals of the documents beside last month's, for the reviewer.
    #[edit(rows, label = "Against last month")]
    pub totals: Vec<TotalRow>,
    /// The month they are compared with; none before the first one is closed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub baseline: Option<ClosedMonth>,
    /// By how many per cent a total may differ before it is flagged.
    pub limit_percent: Amount,
    /// What came of the comparison, in one sentence.
    pub remark: String,
}

/// One line: a debit or a credit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, Editable)]
pub struct JournalLine {
    /// Its id, the same for as long as the run lives.
    pub id: String,
    /// The source of the document it is made of.
    #[edit]
    pub source: String,
    /// The number of its account.
    #[edit(editable)]
    pub account: String,
    /// What it is for.
    #[edit(editable)]
    pub description: String,
    /// What is debited; 0 in a line that credits.
    #[serde(default)]
    #[edit(editable, type = "currency")]
    pub debit: Amount,
    /// What is credited; 0 in a line that debits.
    #[serde(default)]
    #[edit(editable, type = "currency")]
    pub credit: Amount,
}

impl Journal {
    /// Whether it may be posted: every line is whole, and debits and credits are the same.
    ///
    /// # Errors
    /// Everything that is wrong, each with a JSON pointer.
    pub fn check(&self) -> Result<(), Invalid> {
        let mut problems = Vec::new();
        let mut ids = BTreeSet::new();
        for (at, line) in self.lines.iter().enumerate() {
            let wrong = line.wrong();
            problems.extend(wrong.map(|(field, message)| problem(format!("/lines/{at}/{field}"), message)));
            if !ids.insert(&line.id) {
                let message = format!("there are two lines `{}`; give one another id", line.id);
                problems.push(problem(format!("/lines/{at}/id"), message));
            }
        }
        problems.extend(self.imbalance().map(|message| problem("/lines".into(), message)));
        if problems.is_empty() { Ok(()) } else { Err(Invalid { problems }) }
    }

    /// What is debited and what is credited in all.
    #[must_use]
    pub fn sums(&self) -> (Amount, Amount) {
        let debits = self.lines.iter().map(|line| line.debit).sum();
        (debits, self.lines.iter().map(|line| line.credit).sum())
    }

    fn imbalance(&self) -> Option<String> {
        let (debits, credits) = self.sums();
        let by = (debits - credits).abs();
        if self.lines.is_empty() {
            return Some("the journal has no lines; reject it, or add what is to be posted".into());
        }
        (!by.is_zero()).then(|| {
            format!(
                "the journal does not balance: debits are {debits} and credits {credits}, which differ by {by}; correct amounts until both are the same"
            )
        })
    }

    /// What each source comes to; see [`SourceTotal::of`].
    #[must_use]
    pub fn source_totals(&self) -> Vec<SourceTotal> {
        SourceTotal::of(&self.lines)
    }
}

impl JournalLine {
    /// What is wrong with it by itself: the field, and what to do.
    fn wrong(&self) -> impl Iterator<Item = (&'static str, String)> {
        let account = chart::account(&self.account).is_none().then(|| {
            let known: Vec<_> = chart::ACCOUNTS.iter().map(|account| account.code).collect();
            let message = format!("`{}` is no account; use one of {}", self.account, known.join(", "));
            ("account", message)
        });
        let description =
            self.description.trim().is_empty().then(|| ("description", "the description is blank".into()));
        account.into_iter().chain(description).chain(self.wrong_amount())
    }

    fn wrong_amount(&self) -> Option<(&'static str, String)> {
        for (field, amount) in [("debit", self.debit), ("credit", self.credit)] {
            if amount < Amount::ZERO {
                return Some((field, format!("{amount} is negative; enter it on the other side")));
            }
            if amount != amount.to_cents() {
                return Some((field, format!("{amount} is finer than a cent; round it")));
            }
        }
        match (self.debit.is_zero(), self.credit.is_zero()) {
            (true, true) => Some(("debit", "the line debits and credits nothing; enter one amount".into())),
            (false, false) => Some(("credit", "the line debits and credits; leave one of them 0".into())),
            _ => None,
        }
    }
}

fn problem(pointer: String, message: String) -> Problem {
    Problem { pointer, message }
}

/// What may be posted as it is, for whoever needs a journal and does not care which.
fn example() -> Value {
    let line = |id: &str, account: &str, debit: f64, credit: f64| {
        json!({
            "id": id, "source": "utilities", "account": account, "description": "Electricity",
            "debit": debit, "credit": credit,
        })
    };
    json!({
        "period": "2026-03", "entity_slug": "harbour-street", "currency": "EUR",
        "lines": [
            line("utilities-1", "6200", 400.0, 0.0),
            line("utilities-2", "1400", 36.0, 0.0),
            line("utilities-3", "2100", 0.0, 436.0),
        ],
        "totals": [], "limit_percent": 25.0, "remark": "no month was closed before this one",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn journal() -> Journal {
        serde_json::from_value(example()).expect("a journal")
    }

    /// What is wrong with a journal that was changed like this.
    fn wrong(change: impl FnOnce(&mut Journal)) -> String {
        let mut journal = journal();
        change(&mut journal);
        journal.check().expect_err("refused").to_string()
    }

    #[test]
    fn a_journal_that_balances_may_be_posted() {
        let journal = journal();
        assert_eq!(journal.check(), Ok(()));
        let total = SourceTotal { source: "utilities".into(), total: Amount::new(436, 0) };
        assert_eq!(journal.source_totals(), [total]);
    }

    #[test]
    fn one_that_does_not_is_refused_with_both_sums() {
        let refused = wrong(|journal| journal.lines[0].debit = Amount::new(401, 0));
        assert_eq!(
            refused,
            "/lines: the journal does not balance: debits are 437.00 and credits 436.00, which differ by 1.00; correct amounts until both are the same"
        );
    }

    #[test]
    fn a_difference_of_a_cent_is_a_difference() {
        let refused = wrong(|journal| journal.lines[1].debit = Amount::new(3_599, 2));
        assert!(refused.contains("differ by 0.01"), "{refused}");
    }

    #[test]
    fn a_journal_without_lines_does_not_balance() {
        assert!(wrong(|journal| journal.lines.clear()).contains("the journal has no lines"));
    }

    #[test]
    fn each_line_is_a_debit_or_a_credit_of_a_known_account() {
        for (change, part) in [
            ((|line| line.account = "6299".into()) as fn(&mut JournalLine), "/lines/0/account: `6299` is no"),
            (|line| line.description = " ".into(), "/lines/0/description: the description is blank"),
            (|line| line.credit = line.debit, "/lines/0/credit: the line debits and credits"),
            (|line| line.debit = Amount::ZERO, "/lines/0/debit: the line debits and credits nothing"),
            (|line| line.debit = Amount::new(-4, 0), "/lines/0/debit: -4.00 is negative"),
            (|line| line.debit = Amount::new(1, 3), "/lines/0/debit: 0.001 is finer than a cent"),
            (|line| line.id = "utilities-2".into(), "/lines/1/id: there are two lines `utilities-2`"),
        ] {
            let refused = wrong(|journal| change(&mut journal.lines[0]));
            assert!(refused.contains(part), "{refused}");
        }
    }

    #[test]
    fn a_credit_note_counts_against_its_source() {
        let mut journal = journal();
        for line in &mut journal.lines {
            (line.debit, line.credit) = (line.credit, line.debit);
        }
        assert_eq!(journal.check(), Ok(()));
        assert_eq!(journal.source_totals()[0].total, Amount::new(-436, 0));
    }
}
