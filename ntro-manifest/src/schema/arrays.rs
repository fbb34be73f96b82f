//! Arrays: how many items, and of what kind at which place.

use serde_json::Value;

use crate::schema::fits::Fitting;
use crate::schema::node::{Conj, Part};
use crate::schema::objects::{at_least, at_most};
use crate::schema::reason::{Reason, below, below_any};
use crate::schema::types::Types;

impl<'s> Part<'s> {
    fn leading(&self) -> &'s [Value] {
        self.keywords.get("prefixItems").and_then(Value::as_array).map_or(&[], Vec::as_slice)
    }

    /// The schema of the item at that place.
    fn item(&self, index: usize) -> Option<&'s Value> {
        self.leading().get(index).or_else(|| self.keywords.get("items"))
    }
}

impl<'s> Conj<'s> {
    /// What the item at that place may be.
    fn item(&self, index: usize) -> Conj<'s> {
        let mut item = Conj::any();
        for part in &self.parts {
            if let Some(schema) = part.item(index) {
                item.add(schema, part.root);
            }
        }
        item
    }

    fn leading(&self) -> usize {
        self.parts.iter().map(|part| part.leading().len()).max().unwrap_or(0)
    }

    /// The most items that there may be, if that is known.
    fn most_items(&self) -> Option<u64> {
        let ends = (0..=self.leading()).find(|index| self.item(*index).is_never());
        self.at_most("maxItems").into_iter().chain(ends.map(|index| index as u64)).min()
    }

    fn is_unique(&self) -> bool {
        self.all("uniqueItems").any(|(unique, _)| unique == true)
            || self.most_items().is_some_and(|most| most < 2)
    }
}

impl Fitting {
    pub(crate) fn array_fits<'s>(
        &mut self,
        a: &Conj<'s>,
        part: &Part<'s>,
        (keyword, value): (&str, &'s Value),
        at: &str,
    ) -> Option<Vec<Reason>> {
        if !a.types().meets(Types::ARRAY) {
            return Some(Vec::new());
        }
        match keyword {
            "minItems" => Some(Vec::from_iter(at_least(a.at_least(keyword), value.as_u64()?, keyword, at))),
            "maxItems" => Some(Vec::from_iter(at_most(a.most_items(), value.as_u64()?, keyword, at))),
            "uniqueItems" => {
                let fits = !value.as_bool()? || a.is_unique();
                let reason = || Reason::says(at, keyword, Some(false), Some(true));
                Some(Vec::from_iter((!fits).then(reason)))
            }
            "prefixItems" => value.is_array().then(|| self.items_fit(a, part, at)),
            // Before draft 2020-12, a list stood here.
            _ if !(value.is_object() || value.is_boolean()) => None,
            // Judged with the other one.
            _ if part.keywords.contains_key("prefixItems") => Some(Vec::new()),
            _ => Some(self.items_fit(a, part, at)),
        }
    }

    fn items_fit<'s>(&mut self, a: &Conj<'s>, part: &Part<'s>, at: &str) -> Vec<Reason> {
        let leading = a.leading().max(part.leading().len());
        let most = a.most_items();
        let mut reasons = Vec::new();
        for index in 0..=leading {
            let Some(schema) = part.item(index) else { continue };
            if most.is_some_and(|most| most <= index as u64) {
                break;
            }
            // Behind the leading ones all items are alike.
            let pointer = if index < leading { below(at, &index.to_string()) } else { below_any(at) };
            reasons.extend(self.fits(&a.item(index), &Conj::of(schema, part.root), &pointer));
        }
        reasons
    }
}
