//! What went wrong while a value was being made, and whether the place can be left out instead.

use super::place::Place;
use super::unmockable::{Fault, GIVE_AN_EXAMPLE};

const CHANGE_THE_SCHEMA: &str = "make the schema one that a value can fit";
const END_THE_RECURSION: &str = "let it end in an `Option`, a list or an alternative, or mock it by hand";

/// How sure it is that there is no value, the least telling first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Why {
    /// The schema needs itself to be met, without an end.
    Endless,
    /// No value can fit.
    Contradiction,
    /// There may be a value, but it was not found.
    NotFound,
}

/// Every fault below one place. Only the most telling kind counts.
#[derive(Clone, Debug)]
pub(super) struct Failure {
    pub(super) why: Why,
    pub(super) faults: Vec<Fault>,
}

impl Failure {
    pub(super) fn new(why: Why, place: &Place, reason: impl Into<String>) -> Self {
        let remedy = match why {
            Why::Endless => END_THE_RECURSION,
            Why::Contradiction => CHANGE_THE_SCHEMA,
            Why::NotFound => GIVE_AN_EXAMPLE,
        };
        let fault = Fault { pointer: place.pointer.clone(), reason: reason.into(), remedy: remedy.into() };
        Self { why, faults: vec![fault] }
    }

    pub(super) fn contradiction(place: &Place, reason: impl Into<String>) -> Self {
        Self::new(Why::Contradiction, place, reason)
    }

    pub(super) fn not_found(place: &Place, reason: impl Into<String>) -> Self {
        Self::new(Why::NotFound, place, reason)
    }

    /// Whether leaving the place out is right. Where a value may exist, silence would hide the place
    /// from its author.
    pub(super) fn may_be_left_out(&self) -> bool {
        self.why != Why::NotFound
    }

    /// Adds the faults of a neighbour: both must be mended.
    pub(super) fn and(self, other: Self) -> Self {
        let mut faults = self.faults;
        faults.extend(other.faults);
        Self { why: self.why.max(other.why), faults }
    }

    /// The more telling of two alternatives: mending one is enough.
    pub(super) fn or(self, other: Self) -> Self {
        if other.why > self.why { other } else { self }
    }
}

/// Joins what went wrong with neighbours before.
pub(super) fn join(failures: &mut Option<Failure>, failure: Failure) {
    *failures = Some(match failures.take() {
        Some(before) => before.and(failure),
        None => failure,
    });
}

/// Keeps the more telling of what went wrong with the alternatives.
pub(super) fn prefer(failures: &mut Option<Failure>, failure: Failure) {
    *failures = Some(match failures.take() {
        Some(before) => before.or(failure),
        None => failure,
    });
}
