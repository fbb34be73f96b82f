//! Lists: as many items as must be there, and at least one where that may be.

use serde_json::Value;

use super::failure::Failure;
use super::maker::Maker;
use super::place::Place;
use super::shape::Shape;

/// Longer lists are not made.
const LONGEST: usize = 10_000;
/// How often an item that is there already is made otherwise.
const REDRAWS: u64 = 64;

impl Maker<'_> {
    /// A list; the first attempt has all that may be there, the second what must, later ones are drawn.
    pub(super) fn list(
        &self,
        shape: &Shape<'_>,
        refs: &[String],
        place: &Place,
        attempt: u64,
    ) -> Result<Value, Failure> {
        let (least, wished) = self.length(shape, place, attempt)?;
        let unique = shape.all("uniqueItems").any(|unique| unique == &Value::Bool(true));
        let mut items = Vec::new();
        for index in 0..wished {
            let below = place.item(index, refs).redrawn(attempt.saturating_sub(1));
            let others: &[Value] = if unique { &items } else { &[] };
            let failure = match self.item(&schemas_of(shape, index), &below, others) {
                Ok(Some(item)) => {
                    items.push(item);
                    continue;
                }
                Ok(None) if index >= least => break,
                Ok(None) => Failure::not_found(&below, "`uniqueItems` asks for more items than were found"),
                Err(failure) => failure,
            };
            if index < least || !failure.may_be_left_out() {
                return Err(failure);
            }
            break;
        }
        Ok(Value::Array(items))
    }

    /// How many items must be there, and how many are wished for.
    fn length(&self, shape: &Shape<'_>, place: &Place, attempt: u64) -> Result<(usize, usize), Failure> {
        let contained = if shape.all("contains").next().is_none() {
            0
        } else if shape.all("minContains").next().is_some() {
            shape.at_least("minContains")
        } else {
            1
        };
        let (least, most) = (shape.at_least("minItems").max(contained), shape.at_most("maxItems"));
        if least > most {
            let said = shape.said(&["minItems", "maxItems", "contains", "minContains"]);
            return Err(Failure::contradiction(place, format!("{said} allow no length")));
        }
        if least > LONGEST {
            return Err(Failure::not_found(place, format!("`minItems` {least} is too long to make")));
        }
        let prefix = shape.all("prefixItems").filter_map(Value::as_array).map(Vec::len).max().unwrap_or(0);
        let described = usize::from(shape.all("items").next().is_some());
        let drawn = place.redrawn(attempt / 2).draw_below("length", 3) * described;
        let spare = attempt == 1 || self.is_sparing(place);
        let wished = if spare { least } else { least.max(prefix).max(described) + drawn };
        Ok((least, wished.min(most)))
    }

    /// An item that is none of the others; none where no such one was found.
    fn item(&self, schemas: &[&Value], place: &Place, others: &[Value]) -> Result<Option<Value>, Failure> {
        for time in 0..REDRAWS {
            let item = self.value(schemas, &place.redrawn(time))?;
            if !others.iter().any(|other| same(other, &item)) {
                return Ok(Some(item));
            }
        }
        Ok(None)
    }
}

/// What each part says of the item at a position; the first ones are also what the list must contain.
fn schemas_of<'s>(shape: &Shape<'s>, index: usize) -> Vec<&'s Value> {
    let mut schemas = Vec::new();
    for part in shape.parts {
        let prefix = part.get("prefixItems").and_then(Value::as_array);
        schemas.extend(prefix.and_then(|prefix| prefix.get(index)).or_else(|| part.get("items")));
        let least = part.get("minContains").and_then(Value::as_u64).unwrap_or(1);
        schemas.extend(part.get("contains").filter(|_| (index as u64) < least));
    }
    schemas
}

/// JSON Schema compares numbers by what they mean: 1 is 1.0.
fn same(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Number(left), Value::Number(right)) => left.as_f64() == right.as_f64(),
        _ => left == right,
    }
}
