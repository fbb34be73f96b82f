//! Objects: which properties there may be, which there must be, and of what kind.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::schema::fits::Fitting;
use crate::schema::node::{Conj, Part};
use crate::schema::reason::{Reason, Text, below, below_any, shown};
use crate::schema::types::Types;

/// What a schema says of a property.
pub(crate) struct Property<'s> {
    pub(crate) conj: Conj<'s>,
    /// It is named among the properties.
    pub(crate) named: bool,
}

impl<'s> Conj<'s> {
    pub(crate) fn property(&self, name: &str) -> Property<'s> {
        let mut property = Property { conj: Conj::any(), named: false };
        for part in &self.parts {
            let of = |keyword: &str| part.keywords.get(keyword);
            if let Some(schema) = of("properties").and_then(|members| members.get(name)) {
                property.conj.add(schema, part.root);
                property.named = true;
            } else if let (None, Some(schema)) = (of("patternProperties"), of("additionalProperties")) {
                property.conj.add(schema, part.root);
            }
        }
        property
    }

    /// The properties that it names.
    pub(crate) fn named(&self) -> BTreeSet<&'s str> {
        let members = self.all("properties").filter_map(|(members, _)| members.as_object());
        members.flat_map(|members| members.keys().map(String::as_str)).collect()
    }

    /// What properties may be that it neither names nor knows by a pattern.
    fn others(&self) -> Conj<'s> {
        let mut others = Conj::any();
        self.all("additionalProperties").for_each(|(schema, root)| others.add(schema, root));
        others
    }

    fn has(&self, keyword: &str) -> bool {
        self.all(keyword).next().is_some()
    }

    /// Whether it is the schema of a struct that says nothing of other properties.
    fn is_struct(&self) -> bool {
        let says_more = ["additionalProperties", "patternProperties", "unevaluatedProperties"];
        let describes = self.has("properties") || self.types_said() == Types::OBJECT;
        describes && !says_more.into_iter().any(|keyword| self.has(keyword))
    }

    /// Whether it is a map, or has one beside what it names. With names, `true` says no more than nothing.
    fn is_map(&self) -> bool {
        let others = self.others();
        let says = !others.parts.is_empty() || self.named().is_empty();
        self.has("patternProperties") || (self.has("additionalProperties") && says && !others.is_never())
    }

    /// The most properties that there may be, if that is known.
    fn most_properties(&self) -> Option<u64> {
        let closed = self.others().is_never() && !self.has("patternProperties");
        let named = closed.then(|| self.named().len() as u64);
        self.at_most("maxProperties").into_iter().chain(named).min()
    }
}

/// Whether `b` names what `a` has. What it does not name would be passed over.
pub(crate) fn unnamed_fit(a: &Conj<'_>, b: &Conj<'_>, at: &str) -> Vec<Reason> {
    if !b.is_struct() || !a.types().meets(Types::OBJECT) {
        return Vec::new();
    }
    let known = b.named();
    let unknown = a.named().into_iter().filter(|name| !known.contains(name));
    let possible = unknown.filter(|name| !a.property(name).conj.is_never());
    let pointers = possible.map(|name| below(at, name)).chain(a.is_map().then(|| below_any(at)));
    pointers.map(|pointer| Reason::new(&pointer, "properties", Text::NotThere)).collect()
}

impl Fitting {
    pub(crate) fn object_fits<'s>(
        &mut self,
        a: &Conj<'s>,
        part: &Part<'s>,
        (keyword, value): (&str, &'s Value),
        at: &str,
    ) -> Option<Vec<Reason>> {
        if !a.types().meets(Types::OBJECT) {
            return Some(Vec::new());
        }
        match keyword {
            "required" => required_fits(a, value, at),
            "properties" => self.properties_fit(a, part, value, at),
            "patternProperties" => self.patterns_fit(a, part, value, at),
            "additionalProperties" => Some(self.others_fit(a, part, value, at)),
            "minProperties" => {
                let required =
                    a.all("required").filter_map(|(names, _)| names.as_array()).map(Vec::len).max();
                let here = a.at_least("minProperties").max(required.unwrap_or(0) as u64);
                Some(Vec::from_iter(at_least(here, value.as_u64()?, keyword, at)))
            }
            _ => Some(Vec::from_iter(at_most(a.most_properties(), value.as_u64()?, keyword, at))),
        }
    }

    fn properties_fit<'s>(
        &mut self,
        a: &Conj<'s>,
        part: &Part<'s>,
        value: &'s Value,
        at: &str,
    ) -> Option<Vec<Reason>> {
        let mut reasons = Vec::new();
        for (name, schema) in value.as_object()? {
            let property = a.property(name);
            // What a struct does not name is not sent.
            if property.named || !a.is_struct() {
                let there = Conj::of(schema, part.root);
                reasons.extend(self.fits(&property.conj, &there, &below(at, name)));
            }
        }
        Some(reasons)
    }

    fn patterns_fit<'s>(
        &mut self,
        a: &Conj<'s>,
        part: &Part<'s>,
        value: &'s Value,
        at: &str,
    ) -> Option<Vec<Reason>> {
        let mut reasons = Vec::new();
        let keyword = "patternProperties";
        for (pattern, schema) in value.as_object()? {
            let mut own = a.all(keyword).filter_map(|(patterns, root)| Some((patterns.get(pattern)?, root)));
            let reason = Reason::says(at, keyword, None::<&str>, Some(format!("`{pattern}`")));
            if let Some((own, root)) = own.next() {
                let (here, there) = (Conj::of(own, root), Conj::of(schema, part.root));
                reasons.extend(self.fits(&here, &there, &below_any(at)));
            } else if !a.others().is_never() && !a.has(keyword) {
                reasons.push(reason);
            } else if a.has(keyword) || !a.named().is_empty() {
                // Whether a name matches a pattern, or one pattern another one, is not looked into.
                reasons.push(reason.unknown());
            }
        }
        Some(reasons)
    }

    /// Whether those that `part` does not name fit what it says of the others.
    fn others_fit<'s>(&mut self, a: &Conj<'s>, part: &Part<'s>, value: &'s Value, at: &str) -> Vec<Reason> {
        let there = Conj::of(value, part.root);
        if there.parts.is_empty() && !there.never && there.unclear.is_empty() {
            return Vec::new();
        }
        let members = |keyword: &str| part.keywords.get(keyword).and_then(Value::as_object);
        let names = |name: &str| members("properties").is_some_and(|it| it.contains_key(name));
        let mut reasons = Vec::new();
        for name in a.named().into_iter().filter(|name| !names(name)) {
            let here = a.property(name).conj;
            if there.never && !here.is_never() {
                let reason = Reason::new(&below(at, name), "properties", Text::Refused);
                let may_match = members("patternProperties").is_some();
                reasons.push(if may_match { reason.unknown() } else { reason });
            } else {
                reasons.extend(self.fits(&here, &there, &below(at, name)));
            }
        }
        let patterns = a.all("patternProperties").filter_map(|(it, root)| Some((it.as_object()?, root)));
        for (pattern, schema, root) in
            patterns.flat_map(|(it, root)| it.iter().map(move |(k, v)| (k, v, root)))
        {
            if !members("patternProperties").is_some_and(|it| it.contains_key(pattern)) {
                reasons.extend(self.fits(&Conj::of(schema, root), &there, &below_any(at)));
            }
        }
        if a.has("additionalProperties") {
            reasons.extend(self.fits(&a.others(), &there, &below_any(at)));
        } else {
            reasons.push(Reason::says(at, "additionalProperties", None::<&str>, Some(shown(value))));
        }
        reasons
    }
}

fn required_fits(a: &Conj<'_>, value: &Value, at: &str) -> Option<Vec<Reason>> {
    let mut reasons = Vec::new();
    for name in value.as_array()? {
        let name = name.as_str()?;
        if a.requires(name) {
            continue;
        }
        let pointer = below(at, name);
        reasons.push(if a.property(name).named {
            Reason::says(&pointer, "required", Some("optional"), Some("required"))
        } else {
            Reason::new(&pointer, "required", Text::NotHere)
        });
    }
    Some(reasons)
}

/// Whether a lower bound of a count is at least that one.
pub(crate) fn at_least(here: u64, there: u64, keyword: &str, at: &str) -> Option<Reason> {
    (here < there).then(|| Reason::says(at, keyword, Some(here), Some(there)))
}

/// Whether an upper bound of a count is at most that one.
pub(crate) fn at_most(here: Option<u64>, there: u64, keyword: &str, at: &str) -> Option<Reason> {
    here.is_none_or(|here| here > there).then(|| Reason::says(at, keyword, here, Some(there)))
}
