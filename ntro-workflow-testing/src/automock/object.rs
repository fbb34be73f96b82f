//! Objects: every property that may be there, and entries of maps.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use super::failure::{Failure, join};
use super::maker::Maker;
use super::place::Place;
use super::properties::{described, names};
use super::shape::Shape;

/// Larger maps are not made.
const LARGEST: usize = 10_000;
/// How often a name that is there already is made otherwise.
const REDRAWS: u64 = 16;

/// An object in the making.
struct Draft<'d, 's> {
    shape: &'d Shape<'s>,
    refs: &'d [String],
    place: &'d Place,
    attempt: u64,
    made: Map<String, Value>,
    failures: Option<Failure>,
}

impl Maker<'_> {
    /// An object; the first attempt has all that may be there, the second what must, later ones are drawn.
    pub(super) fn object(
        &self,
        shape: &Shape<'_>,
        refs: &[String],
        place: &Place,
        attempt: u64,
    ) -> Result<Value, Failure> {
        let (least, most) = (shape.at_least("minProperties"), shape.at_most("maxProperties"));
        let required = shape.required();
        if least.max(required.len()) > most {
            let said = shape.said(&["minProperties", "maxProperties", "required"]);
            return Err(Failure::contradiction(place, format!("{said} contradict each other")));
        }
        if least > LARGEST {
            return Err(Failure::not_found(place, format!("`minProperties` {least} is too large to make")));
        }
        let mut draft = Draft { shape, refs, place, attempt, made: Map::new(), failures: None };
        let required = self.chosen(&draft, &required, most);
        for (name, must) in &required {
            self.add(&mut draft, name, *must);
        }
        self.add_entries(&mut draft, least, most);
        draft.failures.map_or(Ok(Value::Object(draft.made)), Err)
    }

    /// The properties to make, and whether each must be there.
    fn chosen(
        &self,
        draft: &Draft<'_, '_>,
        required: &BTreeSet<&str>,
        most: usize,
    ) -> BTreeMap<String, bool> {
        let spare = draft.attempt == 1 || self.is_sparing(draft.place);
        let mut chosen: BTreeMap<String, bool> =
            required.iter().map(|name| ((*name).to_owned(), true)).collect();
        let mut room = most - required.len();
        for name in names(draft.shape) {
            let below = draft.place.property(name, &[]).redrawn(draft.attempt / 2);
            if room > 0 && !spare && !chosen.contains_key(name) && below.draw_below("present", 4) < 3 {
                chosen.insert(name.to_owned(), false);
                room -= 1;
            }
        }
        while let Some(dependent) = dependent(draft.shape, &chosen) {
            chosen.insert(dependent, true);
        }
        chosen
    }

    fn add(&self, draft: &mut Draft<'_, '_>, name: &str, must: bool) {
        let below = draft.place.property(name, draft.refs).redrawn(draft.attempt.saturating_sub(1));
        let value = match self.allows(draft, name) {
            true => self.value(&described(draft.shape, name, self.document), &below),
            false => Err(Failure::contradiction(&below, "`propertyNames` does not allow it")),
        };
        match value {
            Ok(value) => drop(draft.made.insert(name.to_owned(), value)),
            Err(failure) if !must && failure.may_be_left_out() => {}
            Err(failure) => join(&mut draft.failures, failure),
        }
    }

    fn allows(&self, draft: &Draft<'_, '_>, name: &str) -> bool {
        let schemas: Vec<_> = draft.shape.all("propertyNames").collect();
        schemas.is_empty() || self.document.fits(&schemas, &Value::String(name.to_owned()))
    }

    /// Entries that no property describes: as many as must be there, and one where the schema is that of
    /// a map.
    fn add_entries(&self, draft: &mut Draft<'_, '_>, least: usize, most: usize) {
        let spare = draft.attempt == 1 || self.is_sparing(draft.place);
        let map = is_map(draft.shape) && !spare;
        let drawn = draft.place.redrawn(draft.attempt / 2).draw_below("entries", 3);
        let wished = draft.made.len() + if map { 1 + drawn } else { 0 };
        for index in 0..wished.max(least).min(most).saturating_sub(draft.made.len()) {
            let must = draft.made.len() < least;
            match self.name(draft, index) {
                Ok(name) => self.add(draft, &name, must),
                Err(failure) if must => return join(&mut draft.failures, failure),
                Err(_) => return,
            }
        }
    }

    /// A name that no property has yet.
    fn name(&self, draft: &Draft<'_, '_>, index: usize) -> Result<String, Failure> {
        let mut sources: Vec<Value> = draft
            .shape
            .all("patternProperties")
            .filter_map(Value::as_object)
            .flat_map(Map::keys)
            .map(|pattern| json!({"type": "string", "pattern": pattern}))
            .collect();
        sources.push(json!({"type": "string", "minLength": 1}));
        let place = draft.place.key(index);
        for source in &sources {
            let mut schemas: Vec<&Value> = vec![source];
            schemas.extend(draft.shape.all("propertyNames"));
            for time in 0..REDRAWS {
                let Ok(Value::String(name)) = self.value(&schemas, &place.redrawn(time)) else { break };
                let schemas = described(draft.shape, &name, self.document);
                if !draft.made.contains_key(&name)
                    && !schemas.iter().any(|schema| **schema == Value::Bool(false))
                {
                    return Ok(name);
                }
            }
        }
        Err(Failure::not_found(draft.place, "no names were found for as many entries as must be there"))
    }
}

fn dependent(shape: &Shape<'_>, chosen: &BTreeMap<String, bool>) -> Option<String> {
    let rules = shape.all("dependentRequired").filter_map(Value::as_object).flatten();
    let met = rules.filter(|(name, _)| chosen.contains_key(*name));
    let mut names = met.filter_map(|(_, names)| names.as_array()).flatten().filter_map(Value::as_str);
    names.find(|name| chosen.get(*name) != Some(&true)).map(str::to_owned)
}

fn is_map(shape: &Shape<'_>) -> bool {
    let typed = shape.all("additionalProperties").any(Value::is_object);
    typed || shape.all("patternProperties").next().is_some()
}
