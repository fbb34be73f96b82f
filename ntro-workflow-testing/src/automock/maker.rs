//! A value for some schemas at one place: ways are tried until one gives a value that fits.

use std::cell::Cell;

use serde_json::Value;

use super::authored;
use super::candidates::{self, Candidates};
use super::document::{Document, Misfit};
use super::failure::{Failure, Why, prefer};
use super::number;
use super::place::{Place, TOO_DEEP};
use super::shape::{Kind, Shape};
use super::text;
use super::unmockable::{Fault, GIVE_AN_EXAMPLE};
use super::variant::{Variant, variants};

/// After so many values, only what must be there is made.
const LARGE: usize = 2_000;
/// After so many values, no more are made.
const TOO_LARGE: usize = 20_000;
/// How often a list or an object that does not fit is made otherwise.
const ATTEMPTS: u64 = 8;

/// Makes values; keeps count, so that it ends.
pub(super) struct Maker<'s> {
    pub(super) document: &'s Document,
    made: Cell<usize>,
}

impl<'s> Maker<'s> {
    pub(super) fn new(document: &'s Document) -> Self {
        Self { document, made: Cell::new(0) }
    }

    /// Whether only what must be there is to be made.
    pub(super) fn is_sparing(&self, place: &Place) -> bool {
        place.is_deep() || self.made.get() > LARGE
    }

    /// A value that fits all the schemas.
    pub(super) fn value(&self, schemas: &[&Value], place: &Place) -> Result<Value, Failure> {
        self.made.set(self.made.get() + 1);
        if self.made.get() > TOO_LARGE {
            return Err(Failure::not_found(place, format!("nothing was found in {TOO_LARGE} attempts")));
        }
        if place.is_too_deep() {
            return Err(Failure::not_found(place, format!("this is nested {TOO_DEEP} levels deep")));
        }
        let mut failure = None;
        for variant in variants(self.document, schemas, place, self.is_sparing(place)) {
            match variant.and_then(|variant| self.of_variant(schemas, &variant, place)) {
                Ok(value) => return Ok(value),
                Err(other) => prefer(&mut failure, other),
            }
        }
        Err(failure.unwrap_or_else(|| Failure::contradiction(place, "there is no alternative to take")))
    }

    fn of_variant(&self, schemas: &[&Value], variant: &Variant<'_>, place: &Place) -> Result<Value, Failure> {
        let shape = Shape { parts: &variant.parts };
        let authored = authored::values(&shape, place);
        if let Some(value) = authored.said.into_iter().find(|value| self.document.fits(schemas, value)) {
            return Ok(value.clone());
        }
        if authored.only {
            let said = shape.said(&["const", "enum"]);
            return Err(Failure::contradiction(
                place,
                format!("nothing in {said} fits the rest of the schema"),
            ));
        }
        let mut failure = None;
        for kind in drawn(shape.kinds(), place) {
            match self.of_kind(kind, schemas, &shape, &variant.refs, place) {
                Ok(value) => return Ok(value),
                Err(other) => prefer(&mut failure, other),
            }
        }
        let fallback = authored.fallback.into_iter().find(|value| self.document.fits(schemas, value));
        let none = || Failure::contradiction(place, format!("{} leaves no type", shape.said(&["type"])));
        fallback.cloned().ok_or_else(|| failure.unwrap_or_else(none))
    }

    fn of_kind(
        &self,
        kind: Kind,
        schemas: &[&Value],
        shape: &Shape<'_>,
        refs: &[String],
        place: &Place,
    ) -> Result<Value, Failure> {
        let candidates = match kind {
            Kind::Object => {
                return self.of_attempts(schemas, place, |time| self.object(shape, refs, place, time));
            }
            Kind::List => {
                return self.of_attempts(schemas, place, |time| self.list(shape, refs, place, time));
            }
            Kind::Null => vec![Value::Null].into(),
            Kind::Boolean => candidates::booleans(place),
            Kind::Integer => number::integers(shape, place)?.into(),
            Kind::Number => number::numbers(shape, place)?.into(),
            Kind::Text => text::candidates(shape, place)?,
        };
        let Candidates { values, note } = candidates;
        if let Some(fitting) = values.iter().find(|value| self.document.fits(schemas, value)) {
            return Ok(fitting.clone());
        }
        Err(match (note, values.first()) {
            (None, Some(first)) => self.misfit(schemas, first, place),
            (note, _) => Failure::not_found(place, note.unwrap_or_else(|| "no value was found".into())),
        })
    }

    /// The first attempt that fits. What cannot be made at all is not made better by another attempt.
    fn of_attempts(
        &self,
        schemas: &[&Value],
        place: &Place,
        make: impl Fn(u64) -> Result<Value, Failure>,
    ) -> Result<Value, Failure> {
        let first = make(0)?;
        if self.document.fits(schemas, &first) {
            return Ok(first);
        }
        for attempt in 1..ATTEMPTS {
            let value = make(attempt)?;
            if self.document.fits(schemas, &value) {
                return Ok(value);
            }
        }
        Err(self.misfit(schemas, &first, place))
    }

    /// What is wrong with a value that was made, each at its place.
    fn misfit(&self, schemas: &[&Value], value: &Value, place: &Place) -> Failure {
        let misfits = self.document.misfits(schemas, value).into_iter();
        let fault = |misfit: Misfit| Fault {
            pointer: format!("{}{}", place.pointer, misfit.pointer),
            reason: format!("no value was found that fits: {}", shortened(&misfit.message)),
            remedy: GIVE_AN_EXAMPLE.into(),
        };
        Failure { why: Why::NotFound, faults: misfits.map(fault).collect() }
    }
}

/// The kinds in the order in which they are tried here.
fn drawn(mut kinds: Vec<Kind>, place: &Place) -> Vec<Kind> {
    let first = place.draw_below("type", kinds.len());
    kinds.rotate_left(first);
    kinds
}

/// A message that quotes a whole value is cut.
fn shortened(message: &str) -> String {
    const LONG: usize = 200;
    match message.char_indices().nth(LONG) {
        Some((end, _)) => format!("{}…", &message[..end]),
        None => message.to_owned(),
    }
}
