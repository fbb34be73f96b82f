//! A schema with its references and conjunctions opened: all of its parts bind.

use serde_json::{Map, Value};

use crate::schema::types::Types;

/// One object of keywords, of which `$ref` that could be followed and `allOf` are done with.
#[derive(Clone, Copy)]
pub(crate) struct Part<'s> {
    pub(crate) keywords: &'s Map<String, Value>,
    /// The document that its references are of.
    pub(crate) root: &'s Value,
    /// The alternatives of `anyOf`/`oneOf` of it were taken apart already.
    pub(crate) taken_apart: TakenApart,
}

/// Which keywords of alternatives.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct TakenApart {
    pub(crate) any_of: bool,
    pub(crate) one_of: bool,
}

/// Everything that binds a value at one place.
#[derive(Clone)]
pub(crate) struct Conj<'s> {
    pub(crate) parts: Vec<Part<'s>>,
    /// No value fits.
    pub(crate) never: bool,
    /// What stands in the place of a schema and is none.
    pub(crate) unclear: Vec<&'s Value>,
    /// Only the values of these types are looked at.
    pub(crate) only_types: Types,
    /// Only this value is looked at.
    pub(crate) only_value: Option<&'s Value>,
}

impl<'s> Conj<'s> {
    /// What takes every value.
    pub(crate) fn any() -> Self {
        Self {
            parts: Vec::new(),
            never: false,
            unclear: Vec::new(),
            only_types: Types::ALL,
            only_value: None,
        }
    }

    pub(crate) fn of(schema: &'s Value, root: &'s Value) -> Self {
        let mut conj = Self::any();
        conj.add(schema, root);
        conj
    }

    /// Adds a schema that binds as well. One that is there already adds nothing, which also ends
    /// references that lead in a circle.
    pub(crate) fn add(&mut self, schema: &'s Value, root: &'s Value) {
        let keywords = match schema {
            Value::Object(keywords) => keywords,
            Value::Bool(false) => return self.never = true,
            Value::Bool(true) => return,
            other => return self.unclear.push(other),
        };
        if self.parts.iter().any(|part| std::ptr::eq(part.keywords, keywords)) {
            return;
        }
        self.parts.push(Part { keywords, root, taken_apart: TakenApart::default() });
        if let Some(target) = keywords.get("$ref").and_then(|to| referred(to, root)) {
            self.add(target, root);
        }
        for schema in keywords.get("allOf").and_then(Value::as_array).into_iter().flatten() {
            self.add(schema, root);
        }
    }

    /// Every value of a keyword, with its document.
    pub(crate) fn all(&self, keyword: &str) -> impl Iterator<Item = (&'s Value, &'s Value)> {
        self.parts.iter().filter_map(move |part| Some((part.keywords.get(keyword)?, part.root)))
    }

    /// What tells it from others, for the set of the questions that are being asked.
    pub(crate) fn key(&self) -> Vec<usize> {
        let address = |part: &Part<'_>| {
            let taken = usize::from(part.taken_apart.any_of) + 2 * usize::from(part.taken_apart.one_of);
            [std::ptr::from_ref(part.keywords).addr(), taken]
        };
        let binding = self.parts.iter().filter(|part| part.binds());
        let mut parts: Vec<[usize; 2]> = binding.map(address).collect();
        parts.sort_unstable();
        let value = self.only_value.map_or(0, |value| std::ptr::from_ref(value).addr());
        parts.into_iter().flatten().chain([usize::from(self.only_types.bits()), value]).collect()
    }
}

impl Part<'_> {
    /// Whether it says something itself, besides leading to other parts.
    fn binds(&self) -> bool {
        let leads = |(keyword, value): (&String, &Value)| match keyword.as_str() {
            "$ref" => referred(value, self.root).is_some(),
            "allOf" | "$defs" | "definitions" => true,
            _ => false,
        };
        !self.keywords.iter().all(leads)
    }
}

/// What a reference within the document leads to.
pub(crate) fn referred<'s>(reference: &Value, root: &'s Value) -> Option<&'s Value> {
    root.pointer(&percent_decoded(reference.as_str()?.strip_prefix('#')?)?)
}

/// A fragment of a URI in plain text; `None` if it is not well-formed.
fn percent_decoded(fragment: &str) -> Option<String> {
    let mut pieces = fragment.split('%');
    let mut bytes = pieces.next()?.as_bytes().to_vec();
    for piece in pieces {
        let (digits, rest) = piece.split_at_checked(2)?;
        bytes.push(u8::from_str_radix(digits, 16).ok()?);
        bytes.extend_from_slice(rest.as_bytes());
    }
    String::from_utf8(bytes).ok()
}
