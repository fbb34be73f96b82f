//! The ways to meet a schema: references followed, `allOf` joined, one alternative of each choice taken.

use std::collections::VecDeque;

use serde_json::{Map, Value};

use super::document::Document;
use super::failure::{Failure, Why};
use super::place::Place;

/// More ways than this are not tried.
const MOST: usize = 256;

const NOTHING: &str = "the schema allows nothing (`false`, or `not` of everything)";

/// One way: the parts that hold together, and the references that were followed to them.
#[derive(Clone, Default)]
pub(super) struct Variant<'s> {
    pub(super) parts: Vec<&'s Map<String, Value>>,
    pub(super) refs: Vec<String>,
    choices: VecDeque<Vec<Vec<&'s Value>>>,
}

/// The ways to meet some schemas at once, in the order in which they are to be tried: where
/// values are to be made sparingly, those first that end soonest.
pub(super) fn variants<'s>(
    document: &'s Document,
    schemas: &[&'s Value],
    place: &Place,
    sparing: bool,
) -> Vec<Result<Variant<'s>, Failure>> {
    let mut search = Search { document, place, found: Vec::new() };
    search.walk(schemas, Variant::default());
    if sparing {
        search.found.sort_by_key(|found| found.as_ref().map_or(usize::MAX, Variant::leads_on));
    }
    search.found
}

impl Variant<'_> {
    /// How many references are still to be followed below.
    fn leads_on(&self) -> usize {
        self.parts.iter().flat_map(|part| part.values()).map(references).sum()
    }
}

fn references(schema: &Value) -> usize {
    match schema {
        Value::Object(keywords) => {
            usize::from(keywords.contains_key("$ref")) + keywords.values().map(references).sum::<usize>()
        }
        Value::Array(schemas) => schemas.iter().map(references).sum(),
        _ => 0,
    }
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
            Value::Bool(false) => return Err(Failure::contradiction(self.place, NOTHING)),
            _ => return Ok(()),
        };
        variant.parts.push(keywords);
        if let Some(reference) = keywords.get("$ref").and_then(Value::as_str) {
            self.follow(reference, variant)?.into_iter().for_each(|target| pending.push_front(target));
        }
        match keywords.get("not").map(negated) {
            Some(Negated::Everything) => return Err(Failure::contradiction(self.place, NOTHING)),
            Some(Negated::Negation(schema)) => pending.push_back(schema),
            Some(Negated::Something) | None => {}
        }
        if keywords.contains_key("$dynamicRef") {
            return Err(Failure::not_found(self.place, "`$dynamicRef` is not followed"));
        }
        pending.extend(keywords.get("allOf").and_then(Value::as_array).into_iter().flatten());
        variant.choices.extend(choices(keywords));
        Ok(())
    }

    /// What is referred to; nothing where that holds here already.
    fn follow(&self, reference: &str, variant: &mut Variant<'s>) -> Result<Option<&'s Value>, Failure> {
        if variant.refs.iter().any(|known| known == reference) {
            return Ok(None);
        }
        if self.place.is_endless(reference) {
            let name = reference.rsplit('/').next().unwrap_or(reference);
            return Err(Failure::new(
                Why::Endless,
                self.place,
                format!("`{name}` needs itself without an end"),
            ));
        }
        variant.refs.push(reference.to_owned());
        match self.document.resolve(reference) {
            Some(target) => Ok(Some(target)),
            None => {
                Err(Failure::not_found(self.place, format!("`$ref` {reference} leads out of the schema")))
            }
        }
    }
}

/// What a `not` excludes.
enum Negated<'s> {
    Everything,
    /// What another schema excludes: that schema must hold.
    Negation(&'s Value),
    /// Only a value can tell.
    Something,
}

fn negated(schema: &Value) -> Negated<'_> {
    match schema {
        Value::Bool(true) => Negated::Everything,
        Value::Object(keywords) if keywords.is_empty() => Negated::Everything,
        Value::Object(keywords) => match keywords.get("not") {
            Some(inner) if keywords.len() == 1 => Negated::Negation(inner),
            _ => Negated::Something,
        },
        _ => Negated::Something,
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
