//! The total including tax.

use std::collections::{BTreeMap, BTreeSet};

use super::guess::{Guess, surer};
use super::labels::{Label, Sheet};
use super::lexicon::Kind;
use super::money::FoundAmount;
use fund_values::Amount;

/// So many different nets, and as many taxes, are compared with the totals.
const COMPARED: usize = 24;
/// Rounding may make sums differ by so many cents.
const ROUNDING: i64 = 2;

/// The amounts the labels of a document announce.
pub(super) struct Totals {
    candidates: Vec<Candidate>,
    nets: Vec<Amount>,
    /// How many candidates have each amount.
    times: BTreeMap<Amount, usize>,
    /// Those of the candidates that a net and taxes sum up to.
    sums: BTreeSet<Amount>,
}

/// An amount that may be the total.
struct Candidate {
    found: FoundAmount,
    score: f64,
}

impl Totals {
    /// Collects what stands beside the labels of totals, nets and taxes.
    /// `in_table` says of a label whether it heads a column of the items.
    pub(super) fn new(sheet: &Sheet<'_>, in_table: impl Fn(&Label) -> bool) -> Self {
        let mut candidates: Vec<Candidate> = Vec::new();
        for label in sheet.of(&[Kind::Gross, Kind::Due, Kind::Total]) {
            candidates.extend(candidate(sheet, label, in_table(label)));
        }
        let (nets, taxes) = (announced(sheet, Kind::Net), announced(sheet, Kind::Tax));
        let mut times = BTreeMap::new();
        for candidate in &candidates {
            *times.entry(candidate.found.amount).or_default() += 1;
        }
        let sums = times.keys().copied().filter(|amount| sums_to(*amount, &nets, &taxes)).collect();
        Self { candidates, nets, times, sums }
    }

    /// The surest total and the currency written beside it.
    pub(super) fn best(&self) -> Option<(Guess<Amount>, Option<&'static str>)> {
        let guesses = self.candidates.iter().map(|one| Guess::new(one.found.amount, self.weight(one)));
        let best = guesses.fold(None, surer)?;
        let same = |other: &&Candidate| other.found.amount == best.value;
        let currency = self.candidates.iter().filter(same).find_map(|other| other.found.currency);
        Some((best, currency))
    }

    /// The nets, to compare sums of lines with.
    pub(super) fn nets(&self) -> &[Amount] {
        &self.nets
    }

    /// The score of a candidate with what speaks for it elsewhere: the same
    /// amount at another label, and net plus tax giving it exactly.
    fn weight(&self, candidate: &Candidate) -> f64 {
        let amount = candidate.found.amount;
        let larger = self.times.last_key_value().is_some_and(|(largest, _)| *largest > amount);
        let same = self.times.get(&amount).copied().unwrap_or(1);
        let repeated = 0.03 * (same.min(4) - 1) as f64;
        let sums = if self.sums.contains(&amount) { 0.08 } else { 0.0 };
        let nothing = if amount.is_zero() && larger { 0.4 } else { 1.0 };
        (candidate.score + repeated + sums) * nothing
    }
}

/// The different amounts of money beside the labels of a kind, the first ones.
fn announced(sheet: &Sheet<'_>, kind: Kind) -> Vec<Amount> {
    let mut amounts: Vec<Amount> = Vec::new();
    for amount in sheet.of(&[kind]).flat_map(|label| beside(sheet, label)).map(|found| found.amount) {
        if amounts.len() < COMPARED && !amounts.contains(&amount) && !amount.is_zero() {
            amounts.push(amount);
        }
    }
    amounts
}

/// Whether a net and one or two taxes sum up to the amount.
fn sums_to(amount: Amount, nets: &[Amount], taxes: &[Amount]) -> bool {
    let near = |sum: Amount| (sum - amount).abs() <= Amount::new(ROUNDING, 2);
    nets.iter().any(|net| {
        taxes.iter().enumerate().any(|(at, tax)| {
            let second = taxes[at + 1..].iter().any(|second| near(*net + *tax + *second));
            near(*net + *tax) || second
        })
    })
}

/// How much the kind of label says.
fn strength(kind: Kind) -> f64 {
    match kind {
        Kind::Gross => 0.88,
        Kind::Due => 0.86,
        _ => 0.8,
    }
}

/// The total a label announces: the last amount on its line, else the amount
/// in its column below.
fn candidate(sheet: &Sheet<'_>, label: &Label, in_table: bool) -> Option<Candidate> {
    let opens = if label.opens_cell { 1.0 } else { 0.7 };
    let on_line = pick(&sheet.amounts_after(label));
    let (found, fit) = match on_line {
        Some(found) => (found, 1.0),
        None if in_table => return None,
        None => below(sheet, label)?,
    };
    let written = match (found.is_money(), found.currency.is_some()) {
        (true, true) => 1.0,
        (true, false) => 0.97,
        _ => 0.6,
    };
    Some(Candidate { found, score: strength(label.kind) * opens * fit * written })
}

/// Of several amounts on the line of a total the last one, since net and tax
/// stand before it; money before bare numbers.
fn pick(amounts: &[FoundAmount]) -> Option<FoundAmount> {
    let money = amounts.iter().rev().find(|found| found.is_money());
    money.or_else(|| amounts.iter().rev().find(|found| found.digits <= 7)).copied()
}

/// The amount in the label's column below, and how well it is placed: the last
/// one when it is the sum of those above it, else the nearest.
fn below(sheet: &Sheet<'_>, label: &Label) -> Option<(FoundAmount, f64)> {
    let column = sheet.amounts_below(label);
    let (last, above) = column.split_last()?;
    let sum: Amount = above.iter().map(|(found, _)| found.amount).sum();
    let is_sum = above.len() > 1 && last.0.amount == sum;
    Some(if is_sum { *last } else { column[0] })
}

/// The amounts of money beside a label, on its line or below it.
fn beside(sheet: &Sheet<'_>, label: &Label) -> Vec<FoundAmount> {
    let on_line: Vec<FoundAmount> =
        sheet.amounts_after(label).into_iter().filter(FoundAmount::is_money).collect();
    if on_line.is_empty() {
        below(sheet, label).map(|(found, _)| found).into_iter().collect()
    } else {
        on_line
    }
}
