//! From documents to a journal, by double entry.

use document_ingest::model::Invalid;

use crate::chart::{self, Account, Source};
use crate::model::{Amount, Bill, Comparison, Currency, Journal, JournalLine, Period, SourceTotal};

/// What a journal is made of.
#[derive(Debug, Clone, Copy)]
pub struct Month<'a> {
    /// The month.
    pub period: Period,
    /// Whose it is.
    pub entity_slug: &'a str,
    /// The currency of its books.
    pub currency: &'a Currency,
}

/// Why documents make no journal. Trying again will not help.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ProposeError {
    /// A document of nothing that the chart of accounts knows.
    #[error(
        "there is no account for the source `{origin}`; book it by hand, or add it to the chart of accounts"
    )]
    UnknownSource {
        /// Its source.
        origin: String,
    },
    /// A document in another currency than the books.
    #[error(
        "the document of `{origin}` is in {found} and the books are in {books}; book it by hand at your rate of exchange"
    )]
    ForeignCurrency {
        /// Its source.
        origin: String,
        /// Its currency.
        found: String,
        /// That of the books.
        books: Currency,
    },
    /// What was made is not a journal: the last line of defence, for lines are made to balance.
    #[error("the proposed journal cannot be posted: {0}")]
    Unsound(#[from] Invalid),
}

impl ProposeError {
    /// The type of the failure that a run closes with.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::UnknownSource { .. } => "UnknownSource",
            Self::ForeignCurrency { .. } => "ForeignCurrency",
            Self::Unsound(_) => "UnsoundJournal",
        }
    }
}

/// What each source came to, tax included, in the order of the bills.
///
/// # Errors
/// [`ProposeError`], except [`ProposeError::Unsound`].
pub fn totals(currency: &Currency, bills: &[Bill]) -> Result<Vec<SourceTotal>, ProposeError> {
    let total = |bill: &Bill| {
        let source = bookable(currency, bill)?;
        Ok(SourceTotal { source: source.id.to_owned(), total: bill.total.to_cents() })
    };
    bills.iter().map(total).collect()
}

/// The journal of the bills: what was bought and its tax are debited, what is owed is credited; a credit
/// note the other way round. A bill that comes to nothing has no lines.
///
/// # Errors
/// [`ProposeError`]. No journal comes of it that does not balance.
pub fn propose(month: Month<'_>, bills: &[Bill], comparison: Comparison) -> Result<Journal, ProposeError> {
    let mut lines = Vec::new();
    for bill in bills {
        lines.extend(booked(bookable(month.currency, bill)?, bill));
    }
    let journal = Journal {
        period: month.period,
        entity_slug: month.entity_slug.to_owned(),
        currency: month.currency.clone(),
        lines,
        totals: comparison.rows,
        baseline: comparison.baseline,
        limit_percent: comparison.limit_percent,
        remark: comparison.remark,
    };
    journal.check()?;
    Ok(journal)
}

/// What a bill is booked to.
fn bookable(currency: &Currency, bill: &Bill) -> Result<Source, ProposeError> {
    let origin = bill.source.clone();
    if bill.currency != currency.as_str() {
        let (found, books) = (bill.currency.clone(), currency.clone());
        return Err(ProposeError::ForeignCurrency { origin, found, books });
    }
    chart::source(&origin).ok_or(ProposeError::UnknownSource { origin })
}

/// The lines of a bill. They balance: what is owed is what the other two come to.
fn booked(source: Source, bill: &Bill) -> impl Iterator<Item = JournalLine> {
    let total = bill.total.to_cents();
    let vat = source.vat_in(total);
    let sides =
        [(source.expense, total - vat), (chart::INPUT_VAT, vat), (chart::PAYABLES, Amount::ZERO - total)];
    let booked = sides.into_iter().filter(|(_, amount)| !amount.is_zero());
    booked.zip(1..).map(move |((account, amount), number)| line(bill, number, account, amount))
}

/// A line that debits the amount, or credits it if it is negative.
fn line(bill: &Bill, number: u32, account: Account, amount: Amount) -> JournalLine {
    let (debit, credit) = match amount < Amount::ZERO {
        true => (Amount::ZERO, amount.abs()),
        false => (amount, Amount::ZERO),
    };
    JournalLine {
        id: format!("{}-{number}", bill.source),
        source: bill.source.clone(),
        account: account.code.to_owned(),
        description: format!("{}: {} {}", account.name, bill.issuer, bill.number),
        debit,
        credit,
    }
}

#[cfg(test)]
mod tests;
