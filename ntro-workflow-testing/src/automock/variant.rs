//! The ways to meet a schema: references followed, `allOf` joined, one alternative of each choice taken.

use std::collections::VecDeque;

use serde_json::{Map, Value};

use super::document::Document;
use super::failure::{Failure, Why};
use super::place::Place;

/// More ways than this are not tried.
const MOST: usize = 256;

/// One way: the parts that hold together, and the references that were followed to them.
#[derive(Clone, Default)]
pub(super) struct Variant<'s> {
    pub(super) parts: Vec<&'s Map<String, Value>>,
    pub(super) refs: Vec<String>,
    choices: VecDeque<Vec<Vec<&'s Value>>>,
}

/// The ways to meet some schemas at once, in the order in which they are to be tried.
pub(super) fn variants<'s>(
    document: &'s Document,
    schemas: &[&'s Value],
    place: &Place,
) -> Vec<Result<Variant<'s>, Failure>> {
    let mut search = Search { document, place, found: Vec::new() };
    search.walk(schemas, Variant::default());
    search.found
}

struct Search<'s, 'p> {
    document: &'s Document,
    place: &'p Place,
    found: Vec<Result<Variant<'s>, Failure>>,
}

impl<'s> Search<'s, '_> {
    fn walk(&mut self, schemas: &[&'s Value], mut variant: Variant<'s>) {
        if self.found.len() >= MOST {
            return;
        }
        let mut pending: VecDeque<&'s Value> = schemas.iter().copied().collect();
        while let Some(schema) = pending.pop_front() {
            if let Err(failure) = self.take(schema, &mut pending, &mut variant) {
                return self.found.push(Err(failure));
            }
        }
        let Some(choice) = variant.choices.pop_front() else { return self.found.push(Ok(variant)) };
        let first = self.place.draw_below("alternative", choice.len());
        for offset in 0..choice.len() {
            self.walk(&choice[(first + offset) % choice.len()], variant.clone());
        }
    }

    fn take(
        &self,
        schema: &'s Value,
        pending: &mut VecDeque<&'s Value>,
        variant: &mut Variant<'s>,
    ) -> Result<(), Failure> {
        let keywords = match schema {
            Value::Object(keywords) => keywords,
            Value::Bool(false) => {
                return Err(Failure::contradiction(self.place, "the schema `false` allows nothing"));
            }
            _ => return Ok(()),
        };
        variant.parts.push(keywords);
        if let Some(reference) = keywords.get("$ref").and_then(Value::as_str) {
            pending.push_front(self.follow(reference, variant)?);
        }
        if keywords.contains_key("$dynamicRef") {
            return Err(Failure::not_found(self.place, "`$dynamicRef` is not followed"));
        }
        pending.extend(keywords.get("allOf").and_then(Value::as_array).into_iter().flatten());
        variant.choices.extend(choices(keywords));
        Ok(())
    }

    fn follow(&self, reference: &str, variant: &mut Variant<'s>) -> Result<&'s Value, Failure> {
        if self.place.is_endless(reference, &variant.refs) {
            let name = reference.rsplit('/').next().unwrap_or(reference);
            return Err(Failure::new(
                Why::Endless,
                self.place,
                format!("`{name}` needs itself without an end"),
            ));
        }
        variant.refs.push(reference.to_owned());
        let target = self.document.resolve(reference);
        target.ok_or_else(|| {
            Failure::not_found(self.place, format!("`$ref` {reference} leads out of the schema"))
        })
    }
}

/// The choices of one part; what is chosen holds beside it.
fn choices(keywords: &Map<String, Value>) -> Vec<Vec<Vec<&Value>>> {
    let mut choices = Vec::new();
    for key in ["oneOf", "anyOf"] {
        if let Some(Value::Array(alternatives)) = keywords.get(key) {
            choices.push(alternatives.iter().map(|alternative| vec![alternative]).collect());
        }
    }
    if let Some(condition) = keywords.get("if") {
        let met = [Some(condition), keywords.get("then")].into_iter().flatten().collect();
        choices.push(vec![met, keywords.get("else").into_iter().collect()]);
    }
    if let Some(Value::Object(dependents)) = keywords.get("dependentSchemas") {
        choices.extend(dependents.values().map(|dependent| vec![vec![dependent], Vec::new()]));
    }
    choices
}
