//! Whether every value of one schema fits another one.

use std::collections::HashSet;

use serde_json::{Map, Value};

use crate::schema::essence::is_annotation;
use crate::schema::node::{Conj, Part, TakenApart, referred};
use crate::schema::objects::unnamed_fit;
use crate::schema::reason::{Reason, Text, shown};
use crate::schema::scalars;
use crate::schema::types::Types;

/// Questions asked before it is given up: alternatives within alternatives multiply.
const MOST_QUESTIONS: usize = 50_000;
/// How deep one question may lead to others.
const DEEPEST: usize = 96;

/// The questions that were asked, and those that wait for an answer.
#[derive(Default)]
pub(crate) struct Fitting {
    asked: usize,
    /// Looks at what tells alternatives apart.
    pub(crate) looked: usize,
    open: HashSet<(Vec<usize>, Vec<usize>)>,
}

impl Fitting {
    /// Why not every value of `here` fits `there`; nothing if they all do.
    pub(crate) fn reasons(here: &Value, there: &Value) -> Vec<Reason> {
        let mut reasons = Self::default().fits(&Conj::of(here, here), &Conj::of(there, there), "");
        reasons.sort();
        reasons.dedup();
        reasons
    }

    /// Why not every value of `a` fits `b`. A question that is being asked already is answered by yes:
    /// types that contain themselves fit if nothing else speaks against it.
    pub(crate) fn fits<'s>(&mut self, a: &Conj<'s>, b: &Conj<'s>, at: &str) -> Vec<Reason> {
        self.asked += 1;
        if self.asked > MOST_QUESTIONS || self.open.len() > DEEPEST {
            return vec![Reason::gave_up()];
        }
        if a.is_never() {
            return Vec::new();
        }
        let question = (a.key(), b.key());
        if !self.open.insert(question.clone()) {
            return Vec::new();
        }
        let reasons = self.fits_now(a, b, at);
        self.open.remove(&question);
        reasons
    }

    fn fits_now<'s>(&mut self, a: &Conj<'s>, b: &Conj<'s>, at: &str) -> Vec<Reason> {
        if let Some((keyword, alternatives)) = a.taken_apart() {
            return self.each_fits(&alternatives, b, keyword, at);
        }
        if let Some(kept) = a.kept_alternative(b) {
            return self.fits(a, &kept, at);
        }
        if let Some((keyword, alternatives)) = b.taken_apart() {
            return self.one_fits(a, alternatives, keyword, at);
        }
        if b.never {
            return vec![Reason::new(at, "false", Text::NotTaken(a.described()))];
        }
        let mut reasons = Vec::from_iter(type_fits(a, b, at));
        // Values of another type were spoken of; the other keywords concern the rest.
        let mut a = a.clone();
        a.only_types = a.only_types.and(b.types_said());
        if a.is_never() {
            return reasons;
        }
        reasons.extend(unclear_fits(&a, b, at));
        reasons.extend(unnamed_fit(&a, b, at));
        for part in b.parts.iter().filter(|part| !a.has_same(part)) {
            reasons.extend(self.part_fits(&a, part, at));
        }
        reasons
    }

    fn part_fits<'s>(&mut self, a: &Conj<'s>, part: &Part<'s>, at: &str) -> Vec<Reason> {
        let mut keywords: Vec<(&'s String, &'s Value)> = part.keywords.iter().collect();
        keywords.sort_by_key(|(keyword, _)| *keyword);
        let mut reasons = Vec::new();
        for (keyword, value) in keywords {
            match self.keyword_fits(a, part, (keyword, value), at) {
                Some(found) => reasons.extend(found),
                None => reasons.extend(same_fits(a, part, (keyword, value), at)),
            }
        }
        reasons
    }

    /// `None` if the keyword, or its value, is not understood.
    fn keyword_fits<'s>(
        &mut self,
        a: &Conj<'s>,
        part: &Part<'s>,
        (keyword, value): (&str, &'s Value),
        at: &str,
    ) -> Option<Vec<Reason>> {
        match keyword {
            // Opened, or judged before, if they are what they should be.
            "$defs" | "definitions" => Some(Vec::new()),
            "$ref" => referred(value, part.root).map(|_| Vec::new()),
            "type" => Types::of_keyword(value).map(|_| Vec::new()),
            "allOf" | "anyOf" | "oneOf" => value.as_array().map(|_| Vec::new()),
            "const" => Some(Vec::from_iter(scalars::values_fit(a, std::slice::from_ref(value), at))),
            "enum" => Some(Vec::from_iter(scalars::values_fit(a, value.as_array()?, at))),
            "required"
            | "properties"
            | "patternProperties"
            | "additionalProperties"
            | "minProperties"
            | "maxProperties" => self.object_fits(a, part, (keyword, value), at),
            "items" | "prefixItems" | "minItems" | "maxItems" | "uniqueItems" => {
                self.array_fits(a, part, (keyword, value), at)
            }
            "minimum" | "exclusiveMinimum" | "maximum" | "exclusiveMaximum" | "multipleOf" => {
                scalars::number_fits(a, (keyword, value), at)
            }
            "minLength" | "maxLength" | "pattern" => scalars::string_fits(a, (keyword, value), at),
            "format" => scalars::format_fits(a, value.as_str()?, at),
            keyword => is_annotation(keyword).then(Vec::new),
        }
    }
}

/// A keyword that is not understood fits where both say the same, and that is all there is to it.
fn same_fits(a: &Conj<'_>, part: &Part<'_>, (keyword, value): (&str, &Value), at: &str) -> Option<Reason> {
    let same = a.all(keyword).any(|(other, _)| other == value);
    if same && !depends_on_more(a, part, keyword, value) {
        return None;
    }
    let here = a.all(keyword).next().map(|(other, _)| shown(other));
    Some(Reason::says(at, keyword, here, Some(shown(value))).unknown())
}

/// Whether what it means is also a matter of what stands elsewhere, which may differ.
fn depends_on_more(a: &Conj<'_>, part: &Part<'_>, keyword: &str, value: &Value) -> bool {
    match keyword {
        // Elsewhere in the document; another document is taken to be the same.
        "$ref" => value.as_str().is_some_and(|to| to.starts_with('#')),
        "$dynamicRef" => true,
        "unevaluatedProperties" | "unevaluatedItems" => {
            let around = ["properties", "$defs", "definitions"];
            let mut beside = part.keywords.iter().filter(|(keyword, _)| !around.contains(&keyword.as_str()));
            let same = a.parts.iter().any(|own| own.keywords == part.keywords);
            !same || beside.any(|(keyword, value)| refers(keyword) || has_reference(value))
        }
        _ => has_reference(value),
    }
}

/// So does what is no schema at all.
fn unclear_fits(a: &Conj<'_>, b: &Conj<'_>, at: &str) -> Option<Reason> {
    let unclear = b.unclear.iter().find(|value| !a.unclear.contains(value))?;
    Some(Reason::says(at, "schema", a.unclear.first().map(|it| shown(it)), Some(shown(unclear))).unknown())
}

fn type_fits(a: &Conj<'_>, b: &Conj<'_>, at: &str) -> Option<Reason> {
    let (here, there) = (a.types(), b.types_said());
    if here.is_within(there) {
        return None;
    }
    // Of a piece, only that it is not taken can be said: the other pieces may be.
    Some(if a.is_piece() {
        Reason::new(at, "type", Text::NotTaken(a.described()))
    } else {
        Reason::says(at, "type", Some(here), Some(there))
    })
}

impl<'s> Conj<'s> {
    /// What `type` alone says.
    pub(crate) fn types_said(&self) -> Types {
        self.all("type").filter_map(|(types, _)| Types::of_keyword(types)).fold(Types::ALL, Types::and)
    }

    /// Whether it is one of several alternatives, types or values that are looked at one by one.
    fn is_piece(&self) -> bool {
        let of_alternatives = |part: &Part<'_>| part.taken_apart != TakenApart::default();
        self.only_value.is_some() || self.only_types != Types::ALL || self.parts.iter().any(of_alternatives)
    }

    /// Whether one of its parts says the very same, without leading elsewhere.
    fn has_same(&self, part: &Part<'_>) -> bool {
        let same = |own: &Part<'_>| own.taken_apart == part.taken_apart && own.keywords == part.keywords;
        self.parts.iter().any(same) && !have_reference(part.keywords)
    }
}

/// Whether what a value leads to says the same in both documents.
pub(crate) fn leads_to_the_same(value: &Value, here: &Value, there: &Value) -> bool {
    let (mut open, mut ways) = (vec![value], Vec::new());
    while let Some(value) = open.pop() {
        open.extend(value.as_array().into_iter().flatten());
        for (keyword, value) in value.as_object().into_iter().flatten() {
            open.push(value);
            if !refers(keyword) || ways.contains(&value) {
                continue;
            }
            ways.push(value);
            match (referred(value, here), referred(value, there)) {
                (Some(one), Some(other)) if one == other => open.push(one),
                _ => return false,
            }
        }
    }
    true
}

fn has_reference(value: &Value) -> bool {
    match value {
        Value::Object(members) => have_reference(members),
        Value::Array(items) => items.iter().any(has_reference),
        _ => false,
    }
}

fn have_reference(members: &Map<String, Value>) -> bool {
    members.iter().any(|(key, value)| refers(key) || has_reference(value))
}

fn refers(keyword: &str) -> bool {
    keyword.ends_with("ref") || keyword.ends_with("Ref")
}
