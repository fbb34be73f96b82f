//! Integers and numbers within their limits.

use serde_json::{Number, Value, json};

use super::failure::Failure;
use super::grid::{Grid, Limit, decimals};
use super::place::Place;
use super::shape::Shape;

const LIMITS: [&str; 6] =
    ["minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum", "multipleOf", "format"];

/// The limits of a place: below, above.
type Limits = (Option<Limit>, Option<Limit>);

/// Integers, 1 before others; the second item of a list is 2, so that rows can be told apart.
pub(super) fn integers(shape: &Shape<'_>, place: &Place) -> Result<Vec<Value>, Failure> {
    let (low, high) = formatted(shape, limits(shape));
    let grid = Grid::new(0, shape.all("multipleOf"), low, high);
    let grid = grid.ok_or_else(|| none(shape, place, "integer"))?;
    let units = grid.units(place, 1);
    let mut values: Vec<Value> = units.into_iter().filter_map(|unit| Some(integer(unit)?.into())).collect();
    // Limits that a float cannot say exactly.
    let ends = shape.all("minimum").chain(shape.all("maximum"));
    values.extend(ends.filter(|end| end.is_i64() || end.is_u64()).cloned());
    if values.is_empty() { Err(none(shape, place, "integer")) } else { Ok(values) }
}

fn integer(unit: i128) -> Option<Number> {
    let positive = u64::try_from(unit).ok().map(Number::from);
    positive.or_else(|| i64::try_from(unit).ok().map(Number::from))
}

/// Numbers, 1.0 before others, with as few decimals as the limits allow.
pub(super) fn numbers(shape: &Shape<'_>, place: &Place) -> Result<Vec<Value>, Failure> {
    const FINEST: u32 = 15;
    let (low, high) = limits(shape);
    let needed = shape.all("multipleOf").map(decimals).max();
    let coarse = needed.unwrap_or(if place.varies() { 2 } else { 0 });
    let grids = (coarse..=FINEST.max(coarse))
        .map(|scale| (scale, Grid::new(scale, shape.all("multipleOf"), low, high)));
    let grid = grids.into_iter().find_map(|(scale, grid)| Some((scale, grid?)));
    let between = between(low, high);
    if grid.is_none() && (needed.is_some() || between.is_none()) {
        return Err(none(shape, place, "number"));
    }
    let mut values = Vec::new();
    if let Some((scale, grid)) = grid {
        let units = grid.units(place, 10_i128.saturating_pow(scale));
        values.extend(units.into_iter().filter_map(|unit| decimal(unit, scale)));
    }
    values.extend(shape.all("minimum").chain(shape.all("maximum")).cloned());
    // A fraction, for where integers are excluded.
    values.extend(between.map(|float| json!(float)));
    Ok(values)
}

/// The shortest way to write a number gives the float that is meant: 0.07, not 7 * 0.01.
fn decimal(unit: i128, scale: u32) -> Option<Value> {
    let float: f64 = format!("{unit}e-{scale}").parse().ok()?;
    Number::from_f64(float).map(Value::Number)
}

/// The middle of the limits; an open end is as good as one nearby.
fn between(low: Option<Limit>, high: Option<Limit>) -> Option<f64> {
    let (low, high) = match (low, high) {
        (None, None) => (1.0, 2.0),
        (Some(low), None) => (low.at, low.at + 1.0),
        (None, Some(high)) => (high.at - 1.0, high.at),
        (Some(low), Some(high)) => (low.at, high.at),
    };
    (low <= high).then_some(low / 2.0 + high / 2.0)
}

fn limits(shape: &Shape<'_>) -> Limits {
    let read = |keyword, exclusive| {
        shape.all(keyword).filter_map(move |value| Some(Limit { at: value.as_f64()?, exclusive }))
    };
    let low = read("minimum", false).chain(read("exclusiveMinimum", true));
    let high = read("maximum", false).chain(read("exclusiveMaximum", true));
    (low.reduce(Limit::higher), high.reduce(Limit::lower))
}

/// The limits of the integer types that schemars names by their format only.
fn formatted(shape: &Shape<'_>, (low, high): Limits) -> Limits {
    let at = |at: f64| Limit { at, exclusive: false };
    let (mut low, mut high) = (low, high);
    for format in shape.texts("format") {
        let (least, most) = match format {
            "int8" => (f64::from(i8::MIN), f64::from(i8::MAX)),
            "uint8" => (0.0, f64::from(u8::MAX)),
            "int16" => (f64::from(i16::MIN), f64::from(i16::MAX)),
            "uint16" => (0.0, f64::from(u16::MAX)),
            "int32" => (f64::from(i32::MIN), f64::from(i32::MAX)),
            "uint32" => (0.0, f64::from(u32::MAX)),
            "int" | "int64" | "int128" => (-(2_f64.powi(63)), 2_f64.powi(63) - 1024.0),
            "uint" | "uint64" | "uint128" => (0.0, 2_f64.powi(64) - 2048.0),
            _ => continue,
        };
        low = Some(low.map_or(at(least), |known| known.higher(at(least))));
        high = Some(high.map_or(at(most), |known| known.lower(at(most))));
    }
    (low, high)
}

fn none(shape: &Shape<'_>, place: &Place, what: &str) -> Failure {
    Failure::contradiction(place, format!("no {what} meets {}", shape.said(&LIMITS)))
}
