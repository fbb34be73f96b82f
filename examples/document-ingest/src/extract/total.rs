//! The total including tax.

use super::guess::Guess;
use super::labels::{Label, Sheet};
use super::lexicon::Kind;
use super::money::FoundAmount;
use crate::amount::Amount;

/// Rounding may make sums differ by so much.
const ROUNDING: i64 = 2;

/// The amounts the labels of a document announce.
pub(super) struct Totals {
    candidates: Vec<Candidate>,
    nets: Vec<Amount>,
    taxes: Vec<Amount>,
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
        let mut candidates = Vec::new();
        for label in sheet.of(&[Kind::Gross, Kind::Due, Kind::Total]) {
            candidates.extend(candidate(sheet, label, in_table(label)));
        }
        let amounts = |kind| -> Vec<Amount> {
            let labels = sheet.of(&[kind]).cloned().collect::<Vec<_>>();
            labels.iter().flat_map(|label| beside(sheet, label)).map(|found| found.amount).collect()
        };
        Self { candidates, nets: amounts(Kind::Net), taxes: amounts(Kind::Tax) }
    }

    /// The surest total and the currency written beside it.
    pub(super) fn best(&self) -> Option<(Guess<Amount>, Option<&'static str>)> {
        let best = self.candidates.iter().max_by(|a, b| {
            // Of two alike the earlier one: `max_by` would take the later.
            self.weight(a).total_cmp(&self.weight(b)).then(std::cmp::Ordering::Greater)
        })?;
        let same = |other: &&Candidate| other.found.amount == best.found.amount;
        let currency = self.candidates.iter().filter(same).find_map(|other| other.found.currency);
        Some((Guess::new(best.found.amount, self.weight(best)), currency))
    }

    /// The nets, to compare sums of lines with.
    pub(super) fn nets(&self) -> &[Amount] {
        &self.nets
    }

    /// The score of a candidate with what speaks for it elsewhere: the same
    /// amount at another label, and net plus tax giving it exactly.
    fn weight(&self, candidate: &Candidate) -> f64 {
        let amount = candidate.found.amount;
        let same = self.candidates.iter().filter(|other| other.found.amount == amount).count();
        let larger = self.candidates.iter().any(|other| other.found.amount > amount);
        let repeated = 0.03 * (same.min(4) - 1) as f64;
        let sums = if self.sums_to(amount) { 0.08 } else { 0.0 };
        let nothing = if amount.is_zero() && larger { 0.4 } else { 1.0 };
        (candidate.score + repeated + sums) * nothing
    }

    /// Whether a net and one or two taxes sum up to the amount.
    fn sums_to(&self, amount: Amount) -> bool {
        let near = |sum: Amount| (sum - amount).abs() <= Amount::new(ROUNDING, 2);
        let taxes: Vec<Amount> = self.taxes.iter().copied().filter(|tax| !tax.is_zero()).collect();
        self.nets.iter().any(|net| {
            taxes.iter().enumerate().any(|(at, tax)| {
                let second = taxes[at + 1..].iter().any(|second| near(*net + *tax + *second));
                near(*net + *tax) || second
            })
        })
    }
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
