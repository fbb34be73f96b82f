//! Journals: do they balance, alone and on top of a trial balance?

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::place::Place;
use super::{CENT, Judged, sum};
use crate::wire::CheckOutcome;

/// One line of a journal or a trial balance.
pub(super) struct Line {
    pub(super) account: Option<String>,
    pub(super) debit: Decimal,
    pub(super) credit: Decimal,
}

/// The lines of the proposal, or of what is submitted itself. None is nothing to check.
pub(super) fn proposed(submitted: &Place<'_>) -> Judged<Vec<Line>> {
    let lines = match submitted.filled("proposal")? {
        Some(proposal) => lines(&proposal)?,
        None => lines(submitted)?,
    };
    if lines.is_empty() {
        return Err(CheckOutcome::skipped(
            "There are no journal lines at /proposal/lines or /lines, so there is nothing to check.",
        ));
    }
    Ok(lines)
}

fn lines(of: &Place<'_>) -> Judged<Vec<Line>> {
    let line = |row: &Place<'_>| {
        let (debit, credit) = (row.amount("debit")?, row.amount("credit")?);
        if debit.is_none() && credit.is_none() {
            return Err(CheckOutcome::fail(format!(
                "The line at {} has neither `debit` nor `credit`; submit one of them.",
                row.pointer()
            )));
        }
        let account = row.word("account_code")?;
        Ok(Line { account, debit: debit.unwrap_or_default(), credit: credit.unwrap_or_default() })
    };
    of.rows("lines")?.iter().map(line).collect()
}

pub(super) fn debits(lines: &[Line]) -> Judged<Decimal> {
    sum(lines.iter().map(|line| line.debit))
}

pub(super) fn credits(lines: &[Line]) -> Judged<Decimal> {
    sum(lines.iter().map(|line| line.credit))
}

/// Debits and credits of the journal are equal, to the cent.
pub(super) fn balanced(submitted: &Place<'_>) -> Judged {
    let lines = proposed(submitted)?;
    let (debits, credits) = (debits(&lines)?, credits(&lines)?);
    let delta = sum([debits, -credits])?;
    let outcome = if delta.abs() < CENT {
        CheckOutcome::pass(format!("Debits {debits} equal credits {credits} across {} lines.", lines.len()))
    } else {
        CheckOutcome::fail(format!(
            "The journal does not balance: debits {debits}, credits {credits}, a difference of {delta}."
        ))
    };
    Ok(outcome
        .data("total_debits", debits.to_string())
        .data("total_credits", credits.to_string())
        .data("delta", delta.to_string())
        .data("line_count", lines.len())
        .confidence(1.0))
}

/// Debits and credits of the trial balance are equal after the journal has been posted, to the cent.
pub(super) fn closing_balanced(submitted: &Place<'_>) -> Judged {
    let journal = proposed(submitted)?;
    let opening = match submitted.filled("opening_tb")? {
        Some(trial_balance) => lines(&trial_balance)?,
        None => Vec::new(),
    };
    if opening.is_empty() {
        return Err(CheckOutcome::skipped(
            "There are no lines at /opening_tb/lines, so there is nothing to post the journal to.",
        ));
    }
    let (opening_dr, opening_cr) = (debits(&opening)?, credits(&opening)?);
    let (journal_dr, journal_cr) = (debits(&journal)?, credits(&journal)?);
    let closing = posted(opening.into_iter().chain(journal))?;
    let closing_dr = sum(closing.values().map(|(debit, _)| *debit))?;
    let closing_cr = sum(closing.values().map(|(_, credit)| *credit))?;
    let delta = sum([closing_dr, -closing_cr])?;
    let outcome = if delta.abs() < CENT {
        CheckOutcome::pass(format!("With the journal, debits {closing_dr} equal credits {closing_cr}."))
    } else {
        CheckOutcome::fail(format!(
            "The trial balance is out by {delta} with the journal: debits {closing_dr}, credits {closing_cr}; \
             it opened with {opening_dr} and {opening_cr}, and the journal adds {journal_dr} and {journal_cr}."
        ))
    };
    let numbers = [
        ("opening_dr", opening_dr),
        ("opening_cr", opening_cr),
        ("journal_dr", journal_dr),
        ("journal_cr", journal_cr),
        ("closing_dr", closing_dr),
        ("closing_cr", closing_cr),
        ("delta", delta),
    ];
    let outcome = numbers.into_iter().fold(outcome, |outcome, (key, n)| outcome.data(key, n.to_string()));
    Ok(outcome.confidence(1.0))
}

/// Debit and credit per account. An account may have several lines; a line without one is of none.
fn posted(lines: impl Iterator<Item = Line>) -> Judged<BTreeMap<String, (Decimal, Decimal)>> {
    let mut accounts = BTreeMap::new();
    for line in lines {
        let account = line.account.ok_or_else(|| {
            CheckOutcome::fail("A line has no `account_code`, so it cannot be posted; submit it.")
        })?;
        let (debit, credit) = accounts.entry(account).or_insert((Decimal::ZERO, Decimal::ZERO));
        *debit = sum([*debit, line.debit])?;
        *credit = sum([*credit, line.credit])?;
    }
    Ok(accounts)
}
