//! From documents to a journal, by double entry.

use document_ingest::model::{IngestedDocument, Invalid, Invoice};

use crate::chart::{self, Account, Source};
use crate::model::{Amount, Comparison, Currency, Journal, JournalLine, Period, SourceTotal};

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
    /// A document whose record is not a complete invoice.
    #[error("the document of `{origin}` is not a complete invoice: {reason}; ingest it again")]
    Incomplete {
        /// Its source.
        origin: String,
        /// What is wrong with it.
        reason: Invalid,
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

/// A document with its place in the chart of accounts.
struct Booking {
    source: Source,
    invoice: Invoice,
}

/// What each source came to, tax included, in the order of the documents.
///
/// # Errors
/// [`ProposeError`], except [`ProposeError::Unsound`].
pub fn totals(currency: &Currency, documents: &[IngestedDocument]) -> Result<Vec<SourceTotal>, ProposeError> {
    let total = |document| {
        let Booking { source, invoice } = booking(currency, document)?;
        Ok(SourceTotal { source: source.id.to_owned(), total: invoice.total.to_cents() })
    };
    documents.iter().map(total).collect()
}

/// The journal of the documents: what was bought and its tax are debited, what is owed is credited; a
/// credit note the other way round. A document that comes to nothing has no lines.
///
/// # Errors
/// [`ProposeError`]. No journal comes of it that does not balance.
pub fn propose(
    month: Month<'_>,
    documents: &[IngestedDocument],
    comparison: Comparison,
) -> Result<Journal, ProposeError> {
    let bookings: Result<Vec<_>, _> =
        documents.iter().map(|document| booking(month.currency, document)).collect();
    let journal = Journal {
        period: month.period,
        entity_slug: month.entity_slug.to_owned(),
        currency: month.currency.clone(),
        lines: bookings?.iter().flat_map(Booking::lines).collect(),
        comparison,
    };
    journal.check()?;
    Ok(journal)
}

fn booking(currency: &Currency, document: &IngestedDocument) -> Result<Booking, ProposeError> {
    let origin = document.source.clone();
    let Some(source) = chart::source(&origin) else {
        return Err(ProposeError::UnknownSource { origin });
    };
    let invoice = match document.extracted_payload.invoice() {
        Ok(invoice) => invoice,
        Err(reason) => return Err(ProposeError::Incomplete { origin, reason }),
    };
    if invoice.currency != currency.as_str() {
        let (found, books) = (invoice.currency, currency.clone());
        return Err(ProposeError::ForeignCurrency { origin, found, books });
    }
    Ok(Booking { source, invoice })
}

impl Booking {
    /// Its lines, which balance: what is owed is what the other two come to.
    fn lines(&self) -> Vec<JournalLine> {
        let total = self.invoice.total.to_cents();
        let vat = self.source.vat_in(total);
        let sides = [
            (self.source.expense, total - vat),
            (chart::INPUT_VAT, vat),
            (chart::PAYABLES, Amount::ZERO - total),
        ];
        let booked = sides.into_iter().filter(|(_, amount)| !amount.is_zero());
        booked.zip(1..).map(|((account, amount), number)| self.line(number, account, amount)).collect()
    }

    /// A line that debits the amount, or credits it if it is negative.
    fn line(&self, number: u32, account: Account, amount: Amount) -> JournalLine {
        let (debit, credit) = match amount < Amount::ZERO {
            true => (Amount::ZERO, amount.abs()),
            false => (amount, Amount::ZERO),
        };
        JournalLine {
            id: format!("{}-{number}", self.source.id),
            source: self.source.id.to_owned(),
            account: account.code.to_owned(),
            description: format!("{}: {} {}", account.name, self.invoice.issuer, self.invoice.number),
            debit,
            credit,
        }
    }
}

#[cfg(test)]
mod tests;
