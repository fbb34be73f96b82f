//! `anyOf` and `oneOf`: whether each of these alternatives fits one of those.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::schema::fits::{Fitting, leads_to_the_same};
use crate::schema::node::{Conj, Part, TakenApart};
use crate::schema::number::is_same;
use crate::schema::reason::{Reason, Text, below};
use crate::schema::types::Types;

/// How deep two alternatives are looked into for what tells them apart.
const DEEPEST_TAG: usize = 2;
/// Looks into properties before two alternatives count as not told apart.
const MOST_LOOKS: usize = 200_000;

impl<'s> Conj<'s> {
    /// Its alternatives, each together with the rest of it, and the keyword that they are of.
    pub(crate) fn taken_apart(&self) -> Option<(&'static str, Vec<Self>)> {
        let (at, keyword, schemas) = self.alternatives()?;
        let rest = self.without_alternatives(at, keyword);
        let root = self.parts[at].root;
        Some((keyword, schemas.iter().map(|schema| rest.with(schema, root)).collect()))
    }

    /// What of `there` is left of alternatives that both have: the one that this is of already.
    pub(crate) fn kept_alternative(&self, there: &Self) -> Option<Self> {
        let (at, keyword, schemas) = there.alternatives()?;
        let root = there.parts[at].root;
        let is_list = |list: &Value| list.as_array().is_some_and(|it| it == schemas);
        let (list, here) = self.all(keyword).find(|(list, _)| is_list(list))?;
        let is_of = |schema: &&Value| self.parts.iter().any(|part| schema.as_object() == Some(part.keywords));
        let kept = schemas.iter().find(is_of)?;
        leads_to_the_same(list, here, root).then(|| there.without_alternatives(at, keyword).with(kept, root))
    }

    /// The first alternatives that are not taken apart yet: of which part, by which keyword.
    fn alternatives(&self) -> Option<(usize, &'static str, &'s [Value])> {
        self.parts.iter().enumerate().find_map(|(at, part)| {
            let (keyword, schemas) = part.alternatives()?;
            Some((at, keyword, schemas))
        })
    }

    fn without_alternatives(&self, at: usize, keyword: &str) -> Self {
        let mut rest = self.clone();
        let taken = &mut rest.parts[at].taken_apart;
        if keyword == "anyOf" {
            taken.any_of = true;
        } else {
            taken.one_of = true;
        }
        rest
    }

    fn with(&self, schema: &'s Value, root: &'s Value) -> Self {
        let mut one = self.clone();
        one.add(schema, root);
        one
    }

    /// Parts of it that together are it: one per value that it lists, if that is more than one.
    fn by_value(&self) -> Vec<Self> {
        let values = self.values().filter(|values| values.len() > 1).unwrap_or_default();
        values.into_iter().map(|value| Self { only_value: Some(value), ..self.clone() }).collect()
    }

    /// Parts of it that together are it: one per type, if it has more than one.
    fn by_type(&self) -> Vec<Self> {
        let types = if self.values().is_some() { Vec::new() } else { self.types().each() };
        let several = types.into_iter().filter(|one| *one != self.types());
        several.map(|one| Self { only_types: one, ..self.clone() }).collect()
    }

    /// The names that it requires.
    fn required(&self) -> impl Iterator<Item = &'s str> {
        let lists = self.all("required").filter_map(|(names, _)| names.as_array());
        lists.flatten().filter_map(Value::as_str)
    }
}

/// An alternative, with what tells it from others at once.
struct Alternative<'s> {
    conj: Conj<'s>,
    types: Types,
    values: Option<Vec<&'s Value>>,
}

impl<'s> Alternative<'s> {
    fn of(conj: Conj<'s>) -> Self {
        let (types, values) = (conj.types(), conj.values());
        Self { conj, types, values }
    }
}

impl<'s> Part<'s> {
    fn alternatives(&self) -> Option<(&'static str, &'s [Value])> {
        let TakenApart { any_of, one_of } = self.taken_apart;
        let of = |keyword, taken: bool| {
            let schemas = self.keywords.get(keyword).filter(|_| !taken)?.as_array()?;
            Some((keyword, schemas.as_slice()))
        };
        of("anyOf", any_of).or_else(|| of("oneOf", one_of))
    }
}

impl Fitting {
    /// Why not every value of the alternatives fits `b`.
    pub(crate) fn each_fits<'s>(
        &mut self,
        alternatives: &[Conj<'s>],
        b: &Conj<'s>,
        keyword: &str,
        at: &str,
    ) -> Vec<Reason> {
        let mut reasons = Vec::new();
        for a in alternatives {
            let against = self.fits(a, b, at);
            if self.lacks_what_another_has(a, alternatives, &against, at) {
                reasons.push(Reason::new(at, keyword, Text::NotTaken(a.described())));
            } else {
                reasons.extend(against);
            }
        }
        reasons
    }

    /// Whether what is missing in `a` is in another alternative, from which nothing tells it: then that one is meant,
    /// and nothing is new in this one.
    fn lacks_what_another_has<'s>(
        &mut self,
        a: &Conj<'s>,
        alternatives: &[Conj<'s>],
        against: &[Reason],
        at: &str,
    ) -> bool {
        let lacks = |name: &&str| {
            let pointer = below(at, name);
            against.iter().any(|reason| reason.text == Text::NotHere && reason.pointer == pointer)
        };
        let has = |it: &&Conj<'s>| it.named().iter().any(lacks);
        let others: Vec<_> = alternatives.iter().filter(has).cloned().map(Alternative::of).collect();
        !others.is_empty() && {
            let a = Alternative::of(a.clone());
            others.iter().any(|other| !self.are_apart(&a, other))
        }
    }

    /// Why not every value of `a` fits one of the alternatives; of `oneOf`, exactly one.
    pub(crate) fn one_fits<'s>(
        &mut self,
        a: &Conj<'s>,
        alternatives: Vec<Conj<'s>>,
        keyword: &str,
        at: &str,
    ) -> Vec<Reason> {
        let alternatives: Vec<Alternative<'s>> = alternatives.into_iter().map(Alternative::of).collect();
        let pieces = a.by_value();
        if pieces.is_empty() {
            return self.some_fits(a.clone(), &alternatives, keyword, at);
        }
        pieces.into_iter().flat_map(|piece| self.some_fits(piece, &alternatives, keyword, at)).collect()
    }

    fn some_fits<'s>(
        &mut self,
        a: Conj<'s>,
        alternatives: &[Alternative<'s>],
        keyword: &str,
        at: &str,
    ) -> Vec<Reason> {
        let a = Alternative::of(a);
        let candidates: Vec<_> = alternatives.iter().filter(|it| !self.are_apart(&a, it)).collect();
        let tried: Vec<Vec<Reason>> = candidates.iter().map(|it| self.fits(&a.conj, &it.conj, at)).collect();
        let fits = tried.iter().any(Vec::is_empty);
        if fits && (keyword == "anyOf" || candidates.len() == 1) {
            return Vec::new();
        }
        let pieces = a.conj.by_type();
        if !pieces.is_empty() {
            return pieces.into_iter().flat_map(|it| self.some_fits(it, alternatives, keyword, at)).collect();
        }
        let not_taken = Reason::new(at, keyword, Text::NotTaken(a.conj.described()));
        if fits {
            return vec![not_taken.unknown()];
        }
        let mut against = against_all(&tried, not_taken.clone());
        // Where what is not named is passed over, several may take the same value.
        if keyword == "oneOf" && tried.iter().filter(|reasons| pass_over(reasons)).count() > 1 {
            against.push(not_taken.unknown());
        }
        against
    }

    /// Whether surely no value fits both.
    fn are_apart<'s>(&mut self, one: &Alternative<'s>, other: &Alternative<'s>) -> bool {
        // What tells them apart is rarely deep.
        (0..=DEEPEST_TAG).any(|depth| self.are_apart_within(one, other, depth))
    }

    fn are_apart_within<'s>(&mut self, one: &Alternative<'s>, other: &Alternative<'s>, depth: usize) -> bool {
        let shared = one.types.and(other.types);
        if shared.is_empty() {
            return true;
        }
        if let (Some(one), Some(other)) = (&one.values, &other.values) {
            return !one.iter().any(|value| other.iter().any(|it| is_same(value, it)));
        }
        if shared != Types::OBJECT || depth == 0 {
            return false;
        }
        // Where one requires a property, and those that the two take have nothing in common.
        let names: BTreeSet<&str> = one.conj.required().chain(other.conj.required()).collect();
        let property = |of: &Alternative<'s>, name| Alternative::of(of.conj.property(name).conj);
        names.into_iter().any(|name| {
            self.looked += 1;
            self.looked <= MOST_LOOKS
                && self.are_apart_within(&property(one, name), &property(other, name), depth - 1)
        })
    }
}

/// Whether nothing is against it but that some properties are not named.
fn pass_over(reasons: &[Reason]) -> bool {
    reasons.iter().all(|reason| reason.text == Text::NotThere)
}

/// What every candidate has against it; and if each has more than that against it, that none takes it.
fn against_all(tried: &[Vec<Reason>], not_taken: Reason) -> Vec<Reason> {
    if let Some(undecided) = tried.iter().find(|reasons| reasons.iter().all(|reason| reason.unknown)) {
        return undecided.clone();
    }
    let mut common = tried.first().cloned().unwrap_or_default();
    common.retain(|reason| tried.iter().all(|reasons| reasons.contains(reason)));
    let is_all = |reasons: &Vec<Reason>| reasons.iter().all(|reason| common.contains(reason));
    if !tried.iter().any(is_all) {
        common.push(not_taken);
    }
    common
}
