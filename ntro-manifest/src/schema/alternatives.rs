//! `anyOf` and `oneOf`: whether each of these alternatives fits one of those.

use serde_json::Value;

use crate::schema::fits::Fitting;
use crate::schema::node::{Conj, Part, TakenApart};
use crate::schema::number::is_same;
use crate::schema::reason::{Reason, Text};
use crate::schema::types::Types;

/// How deep two alternatives are looked into for what tells them apart.
const DEEPEST_TAG: usize = 4;

impl<'s> Conj<'s> {
    /// Its alternatives, each together with the rest of it, and the keyword that they are of.
    pub(crate) fn taken_apart(&self) -> Option<(&'static str, Vec<Self>)> {
        let parts = self.parts.iter().enumerate();
        let (at, keyword, schemas) = { parts }.find_map(|(at, part)| {
            let (keyword, schemas) = part.alternatives()?;
            Some((at, keyword, schemas))
        })?;
        let mut rest = self.clone();
        let taken = &mut rest.parts[at].taken_apart;
        if keyword == "anyOf" {
            taken.any_of = true;
        } else {
            taken.one_of = true;
        }
        let root = self.parts[at].root;
        let with = |schema: &'s Value| {
            let mut one = rest.clone();
            one.add(schema, root);
            one
        };
        Some((keyword, schemas.iter().map(with).collect()))
    }

    /// Parts of it that together are it, if it has some: one per value, or one per type.
    fn pieces(&self) -> Vec<Self> {
        match self.values() {
            Some(values) if values.len() > 1 => {
                values.into_iter().map(|value| Self { only_value: Some(value), ..self.clone() }).collect()
            }
            Some(_) => Vec::new(),
            None => {
                let types = self.types().each();
                if types.len() < 2 {
                    return Vec::new();
                }
                types.into_iter().map(|one| Self { only_types: one, ..self.clone() }).collect()
            }
        }
    }

    /// Whether surely no value fits both.
    fn is_apart_from(&self, other: &Self, depth: usize) -> bool {
        let shared = self.types().and(other.types());
        if shared.is_empty() {
            return true;
        }
        if let (Some(one), Some(other)) = (self.values(), other.values()) {
            return !one.iter().any(|value| other.iter().any(|it| is_same(value, it)));
        }
        if shared != Types::OBJECT || depth == 0 {
            return false;
        }
        let names = [self, other].into_iter().flat_map(|it| it.all("required"));
        let mut names = names.filter_map(|(names, _)| names.as_array()).flatten().filter_map(Value::as_str);
        // Where one requires a property, and those that the two take have nothing in common.
        names.any(|name| self.property(name).conj.is_apart_from(&other.property(name).conj, depth - 1))
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
    /// Why not every value of `a` fits one of the alternatives of `b`; of `oneOf`, exactly one.
    pub(crate) fn one_fits<'s>(
        &mut self,
        a: &Conj<'s>,
        b: &Conj<'s>,
        alternatives: &[Conj<'s>],
        keyword: &str,
        at: &str,
    ) -> Vec<Reason> {
        let apart: Vec<bool> = alternatives.iter().map(|it| a.is_apart_from(it, DEEPEST_TAG)).collect();
        let candidates: Vec<&Conj<'s>> =
            alternatives.iter().zip(&apart).filter(|(_, apart)| !**apart).map(|(it, _)| it).collect();
        let tried: Vec<Vec<Reason>> = candidates.iter().map(|it| self.fits(a, it, at)).collect();
        let fits = tried.iter().any(Vec::is_empty);
        let exact = keyword == "anyOf" || candidates.len() == 1;
        if fits && exact {
            return Vec::new();
        }
        let pieces = a.pieces();
        if !pieces.is_empty() {
            return pieces.iter().flat_map(|piece| self.fits(piece, b, at)).collect();
        }
        let not_taken = || Reason::new(at, keyword, Text::NotTaken(a.described()));
        if fits {
            return vec![not_taken().unknown()];
        }
        let common = common(tried);
        if common.is_empty() { vec![not_taken()] } else { common }
    }
}

/// What every candidate has against it; all that the only one has.
fn common(tried: Vec<Vec<Reason>>) -> Vec<Reason> {
    if let Some(undecided) = tried.iter().find(|reasons| reasons.iter().all(|reason| reason.unknown)) {
        return undecided.clone();
    }
    let mut tried = tried.into_iter();
    let mut common = tried.next().unwrap_or_default();
    for reasons in tried {
        common.retain(|reason| reasons.contains(reason));
    }
    common
}
