//! The numbers of so many decimals within limits, as whole units that can be counted.

use serde_json::Value;

use super::place::Place;

/// How many are tried at one place.
const TRIED: i128 = 12;
/// How far numbers go from the wished one.
const SPREAD: i128 = 1_000;

/// One end of what is allowed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limit {
    pub(super) at: f64,
    pub(super) exclusive: bool,
}

impl Limit {
    pub(super) fn higher(self, other: Self) -> Self {
        if other.at > self.at || (other.at == self.at && other.exclusive) { other } else { self }
    }

    pub(super) fn lower(self, other: Self) -> Self {
        if other.at < self.at || (other.at == self.at && other.exclusive) { other } else { self }
    }
}

/// Multiples of a step, from one to another.
pub(super) struct Grid {
    step: i128,
    first: i128,
    last: i128,
}

impl Grid {
    /// The multiples of all `steps` with so many decimals within limits; `None` where there are none.
    pub(super) fn new<'v>(
        scale: u32,
        steps: impl Iterator<Item = &'v Value>,
        low: Option<Limit>,
        high: Option<Limit>,
    ) -> Option<Self> {
        let step = steps.filter_map(|step| in_units(step, scale)).fold(1, least_common_multiple);
        let one = 10_f64.powi(i32::try_from(scale).ok()?);
        let first = low.map_or(i128::MIN / 4, |limit| {
            let unit = (limit.at * one).ceil();
            limited(unit) + i128::from(limit.exclusive && unit == limit.at * one)
        });
        let last = high.map_or(i128::MAX / 4, |limit| {
            let unit = (limit.at * one).floor();
            limited(unit) - i128::from(limit.exclusive && unit == limit.at * one)
        });
        let first = first.div_euclid(step) + i128::from(first.rem_euclid(step) != 0);
        let last = last.div_euclid(step);
        (first <= last).then_some(Self { step, first, last })
    }

    /// Units to try: from the one that is meant by `one` on, and round again.
    pub(super) fn units(&self, place: &Place, one: i128) -> Vec<i128> {
        let wish = (one + self.step - 1).div_euclid(self.step).clamp(self.first, self.last);
        let spread = SPREAD.saturating_mul(one);
        let from = wish.min(self.last - spread).max(self.first);
        let room = (self.last - from).min(spread) + 1;
        let ahead = if place.varies() {
            i128::from(place.draw("number")) % room
        } else {
            i128::try_from(place.ordinal()).unwrap_or(0) * one
        };
        let nth = |offset: i128| (from + (wish - from + ahead + offset) % room) * self.step;
        (0..room.min(TRIED)).map(nth).collect()
    }
}

/// Far away is far enough, and can be reckoned with.
fn limited(unit: f64) -> i128 {
    (unit as i128).clamp(i128::MIN / 4, i128::MAX / 4)
}

/// The decimals that a number is written with.
pub(super) fn decimals(step: &Value) -> u32 {
    let written = step.as_f64().map(|float| float.to_string()).unwrap_or_default();
    let decimals = written.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    u32::try_from(decimals).unwrap_or(0).min(18)
}

/// The least number of units that is a multiple of the step.
fn in_units(step: &Value, scale: u32) -> Option<i128> {
    let decimals = decimals(step);
    let written = format!("{:.*}", usize::try_from(decimals).ok()?, step.as_f64()?);
    let digits: i128 = written.replace('.', "").parse().ok()?;
    let (own, asked) = (10_i128.pow(decimals), 10_i128.checked_pow(scale)?);
    let numerator = digits.checked_mul(asked)?;
    let units = numerator / greatest_common_divisor(numerator, own);
    (units > 0).then_some(units)
}

fn greatest_common_divisor(left: i128, right: i128) -> i128 {
    if right == 0 { left.max(1) } else { greatest_common_divisor(right, left % right) }
}

fn least_common_multiple(left: i128, right: i128) -> i128 {
    (left / greatest_common_divisor(left, right)).checked_mul(right).unwrap_or(left)
}
