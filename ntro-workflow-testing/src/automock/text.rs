//! Texts: what the format asks for, what the patterns match, or else the property's own name.

use serde_json::Value;

use super::candidates::Candidates;
use super::failure::Failure;
use super::format;
use super::pattern;
use super::place::Place;
use super::shape::Shape;

/// Longer texts are not made.
const LONGEST: usize = 100_000;

/// How long a text may be, in characters.
#[derive(Clone, Copy)]
pub(super) struct Length {
    pub(super) least: usize,
    pub(super) most: usize,
}

pub(super) fn candidates(shape: &Shape<'_>, place: &Place) -> Result<Candidates, Failure> {
    let length = Length { least: shape.at_least("minLength"), most: shape.at_most("maxLength") };
    if length.least > length.most {
        let reason = format!("`minLength` {} is more than `maxLength` {}", length.least, length.most);
        return Err(Failure::contradiction(place, reason));
    }
    if length.least > LONGEST {
        return Err(Failure::not_found(place, format!("`minLength` {} is too long to make", length.least)));
    }
    let mut texts = Vec::new();
    let mut note = None;
    shape.texts("format").for_each(|format| texts.extend(format::texts(format, place)));
    let words = words(place, length);
    texts.extend(words.iter().cloned());
    for written in shape.texts("pattern") {
        match pattern::texts(written, place, length) {
            Ok(matching) => texts.extend(matching),
            Err(reason) => note = Some(reason),
        }
    }
    Ok(Candidates { values: texts.into_iter().map(Value::String).collect(), note })
}

/// The property's name, then others.
fn words(place: &Place, length: Length) -> Vec<String> {
    let word = place.word();
    let mut words = Vec::new();
    if place.varies() {
        let drawn = place.draw("text");
        words.push(fitted(&format!("{word}-{}", drawn % 1_000), length));
        words.push(fitted(&format!("{}{word}", drawn % 1_000), length));
    }
    words.extend(["", "-2", "-3"].map(|suffix| fitted(&format!("{word}{suffix}"), length)));
    words
}

/// Cut or repeated to the length.
pub(super) fn fitted(word: &str, length: Length) -> String {
    let own = word.chars().count();
    let asked = own.clamp(length.least, length.most);
    word.chars().cycle().take(if own == 0 { 0 } else { asked }).collect()
}
