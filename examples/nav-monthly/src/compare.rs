//! This month's totals beside last month's.

use crate::chart;
use crate::model::{Amount, ClosedMonth, Comparison, SourceTotal, TotalRow};

/// Compares totals with those of a month that was closed before, and flags what differs by more than the
/// limit, in per cent. Without such a month nothing is flagged, and the remark says so.
///
/// A baseline in another currency is none: its numbers say nothing about these.
#[must_use]
pub fn compare(
    currency: &str,
    totals: &[SourceTotal],
    last: Option<&ClosedMonth>,
    limit_percent: Amount,
) -> Comparison {
    let (last, foreign) = match last {
        Some(last) if last.currency.as_str() != currency => (None, Some(last)),
        last => (last, None),
    };
    let rows: Vec<_> = totals.iter().map(|total| row(total, last, limit_percent)).collect();
    let remark = match (last, foreign) {
        (Some(last), _) => remark(&rows, last, limit_percent),
        (None, Some(foreign)) => {
            format!(
                "{} was closed in {}, so that there is nothing to compare with",
                foreign.period, foreign.currency
            )
        }
        (None, None) => {
            "no month of this entity was closed before, so that there is nothing to compare with".into()
        }
    };
    Comparison { baseline: last.cloned(), limit_percent, rows, remark }
}

fn row(total: &SourceTotal, last: Option<&ClosedMonth>, limit_percent: Amount) -> TotalRow {
    let of_last = last.map(|last| last.totals.iter().find(|before| before.source == total.source));
    let previous = of_last.flatten().map(|before| before.total);
    let change_percent = previous.and_then(|before| change(before, total.total));
    // With a baseline, what cannot be compared is worth a look: a source that is new, or that cost nothing.
    let flagged = match (of_last, change_percent) {
        (None, _) => false,
        (Some(_), Some(change)) => change.abs() > limit_percent,
        (Some(_), None) => previous != Some(total.total),
    };
    let title = chart::source(&total.source).map_or(total.source.as_str(), |source| source.title);
    TotalRow {
        id: total.source.clone(),
        title: title.to_owned(),
        total: total.total,
        previous,
        change_percent,
        flagged,
    }
}

/// By how many per cent of what it was it has changed; none of nothing.
fn change(before: Amount, now: Amount) -> Option<Amount> {
    let share = (now - before).divided_by(before.abs())?;
    Some((share * Amount::new(100, 0)).to_cents())
}

fn remark(rows: &[TotalRow], last: &ClosedMonth, limit_percent: Amount) -> String {
    let flagged: Vec<_> = rows.iter().filter(|row| row.flagged).map(|row| row.title.as_str()).collect();
    match flagged.as_slice() {
        [] => format!("every total is within {limit_percent} % of {}", last.period),
        some => format!("more than {limit_percent} % away from {}: {}", last.period, some.join(", ")),
    }
}

#[cfg(test)]
mod tests;
