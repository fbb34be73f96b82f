//! A value together with how sure the rules are of it.

use crate::model::{FieldId, FieldValue, HeaderField};

/// A value and a confidence between 0 (no idea) and 1 (certain).
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Guess<T> {
    /// The value.
    pub(super) value: T,
    /// How sure the rules are.
    pub(super) confidence: f64,
}

impl<T> Guess<T> {
    /// A value with its confidence, kept between 0.05 and 0.99: a rule is never
    /// certain, and what was found is never worth nothing.
    pub(super) fn new(value: T, confidence: f64) -> Self {
        Self { value, confidence: confidence.clamp(0.05, 0.99) }
    }

    /// The same guess about something made of the value.
    pub(super) fn map<U>(self, change: impl FnOnce(T) -> U) -> Guess<U> {
        Guess { value: change(self.value), confidence: self.confidence }
    }
}

/// Of two guesses the surer one; the earlier when both are alike.
pub(super) fn surer<T>(best: Option<Guess<T>>, next: Guess<T>) -> Option<Guess<T>> {
    match best {
        Some(best) if best.confidence >= next.confidence => Some(best),
        _ => Some(next),
    }
}

/// The row a guess becomes; a missing value has no confidence.
pub(super) fn row(id: FieldId, guess: Option<Guess<FieldValue>>) -> HeaderField {
    let label = id.label().to_owned();
    match guess {
        Some(Guess { value, confidence }) => {
            HeaderField { id, label, value: Some(value), confidence: rounded(confidence) }
        }
        None => HeaderField { id, label, value: None, confidence: 0.0 },
    }
}

/// Two decimals are all a rule can honestly say.
pub(super) fn rounded(confidence: f64) -> f64 {
    (confidence * 100.0).round() / 100.0
}
