//! Bank statements: do they agree with the journal, and with the rent roll?

use rust_decimal::Decimal;

use super::journal::{Line, credits, debits, proposed};
use super::place::Place;
use super::{CENT, Judged, sum};
use crate::wire::CheckOutcome;

/// Rent and receipts that differ by no more than this are equal: fees and roundings are no matter for people.
const NOISE: Decimal = Decimal::from_parts(99, 0, 0, false, 2);

/// Opening balance and the journal's lines on bank accounts give the closing balance, to the cent.
pub(super) fn reconciles(submitted: &Place<'_>) -> Judged {
    let fields = balances(&document(submitted, "bank_statement", "bank statement")?)?;
    let (opening, reported) =
        (fields.needed_amount("opening_balance")?, fields.needed_amount("closing_balance")?);
    let of_bank =
        |line: &Line| line.account.as_deref().is_some_and(|account| account.to_lowercase().contains("bank"));
    let lines: Vec<_> = proposed(submitted)?.into_iter().filter(of_bank).collect();
    let (debits, credits) = (debits(&lines)?, credits(&lines)?);
    let expected = sum([opening, debits, -credits])?;
    let delta = sum([expected, -reported])?;
    let outcome = if delta.abs() < CENT {
        CheckOutcome::pass(format!(
            "Opening {opening} plus debits {debits} less credits {credits} gives the closing balance {reported}."
        ))
    } else {
        CheckOutcome::fail(format!(
            "The bank does not reconcile: {opening} plus debits {debits} less credits {credits} gives {expected}, \
             and the statement closes with {reported}, a difference of {delta}."
        ))
    };
    let numbers = [
        ("opening_balance", opening),
        ("journal_dr_bank", debits),
        ("journal_cr_bank", credits),
        ("expected_closing", expected),
        ("reported_closing", reported),
        ("delta", delta),
    ];
    let outcome = numbers.into_iter().fold(outcome, |outcome, (key, n)| outcome.data(key, n.to_string()));
    Ok(outcome.confidence(1.0))
}

/// The fields of a statement, extracted or its own.
fn balances<'a>(statement: &Place<'a>) -> Judged<Place<'a>> {
    let fields = match statement.at("extracted_payload") {
        Some(extracted) => extracted.filled("fields")?.or(statement.filled("fields")?),
        None => statement.filled("fields")?,
    };
    fields.ok_or_else(|| {
        CheckOutcome::fail(format!(
            "The bank statement at {} has no `fields`; submit its `opening_balance` and `closing_balance`.",
            statement.pointer()
        ))
    })
}

/// The rent that came and the rent that is owed give the rent that is due.
pub(super) fn reconciles_with_rent_roll(submitted: &Place<'_>) -> Judged {
    let statement = extracted(document(submitted, "bank_statement", "bank statement")?)?;
    let rent_roll = extracted(document(submitted, "rent_roll", "rent roll")?)?;
    let receipts = rent_received(&statement)?;
    let (gross, arrears) = (rent_due(&rent_roll)?, rent_owed(&rent_roll)?);
    let accounted = sum([receipts, arrears])?;
    let delta = sum([gross, -accounted])?;
    let outcome = if delta.abs() <= NOISE {
        CheckOutcome::pass(format!(
            "Rent received {receipts} and arrears {arrears} account for the rent due, {gross}, within {NOISE}."
        ))
    } else {
        CheckOutcome::warn(format!(
            "Rent received {receipts} and arrears {arrears} give {accounted}, and {gross} is due: {delta} are not \
             accounted for. Fees may have been taken at source, or a transaction may be in another category."
        ))
    };
    let numbers = [
        ("bank_rent_receipts", receipts),
        ("rentroll_arrears", arrears),
        ("rentroll_gross_rent", gross),
        ("accounted", accounted),
        ("delta_unaccounted", delta),
    ];
    let outcome = numbers.into_iter().fold(outcome, |outcome, (key, n)| outcome.data(key, n.to_string()));
    Ok(outcome.confidence(1.0))
}

fn document<'a>(submitted: &Place<'a>, key: &str, title: &str) -> Judged<Place<'a>> {
    submitted.filled(key)?.ok_or_else(|| {
        CheckOutcome::skipped(format!("There is no {title} at /{key}, so there is nothing to check."))
    })
}

/// What was extracted from a document, or the document itself.
fn extracted(document: Place<'_>) -> Judged<Place<'_>> {
    Ok(document.filled("extracted_payload")?.unwrap_or(document))
}

fn rent_received(statement: &Place<'_>) -> Judged<Decimal> {
    let mut transactions = statement.rows("transactions")?;
    if transactions.is_empty() {
        transactions = statement.rows("line_items")?;
    }
    if transactions.is_empty() {
        return Err(CheckOutcome::skipped(format!(
            "The bank statement has no transactions at {}, so there is nothing to check.",
            statement.pointer()
        )));
    }
    let mut received = Decimal::ZERO;
    for transaction in &transactions {
        let category = transaction.word("category")?;
        if category.is_some_and(|category| category.eq_ignore_ascii_case("rent_receipt")) {
            received = sum([received, transaction.needed_amount("amount")?.abs()])?;
        }
    }
    Ok(received)
}

/// The total that the rent roll says, else that of its lines.
fn rent_due(rent_roll: &Place<'_>) -> Judged<Decimal> {
    let said = match rent_roll.filled("fields")? {
        Some(fields) => fields.amount("total_rent_due")?,
        None => None,
    };
    let due = match said.filter(|said| *said > Decimal::ZERO) {
        Some(said) => said,
        None => of_lines(rent_roll, &["rent_due"])?,
    };
    if due.is_zero() {
        return Err(CheckOutcome::skipped(format!(
            "The rent roll at {} says of no rent that it is due, so there is nothing to check.",
            rent_roll.pointer()
        )));
    }
    Ok(due)
}

fn rent_owed(rent_roll: &Place<'_>) -> Judged<Decimal> {
    let said = match rent_roll.filled("fields")? {
        Some(fields) => fields.amount("total_arrears")?,
        None => None,
    };
    said.map_or_else(|| of_lines(rent_roll, &["arrears", "arrears_30d"]), Ok)
}

/// The sum over the lines of the first of these amounts that is there and is not zero.
fn of_lines(rent_roll: &Place<'_>, keys: &[&str]) -> Judged<Decimal> {
    let mut total = Decimal::ZERO;
    for line in rent_roll.rows("line_items")? {
        let mut amounts = Vec::new();
        for key in keys {
            amounts.extend(line.amount(key)?.filter(|amount| !amount.is_zero()));
        }
        total = sum([total, amounts.first().copied().unwrap_or_default()])?;
    }
    Ok(total)
}
