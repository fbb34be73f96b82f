//! What does not fit a schema, each with its JSON pointer.

use std::collections::BTreeSet;

use jsonschema::ValidationError;
use jsonschema::error::{TypeKind, ValidationErrorKind as Kind};
use serde_json::Value;

/// How many letters of a value are quoted.
const QUOTED: usize = 60;

/// What an alternative of a schema finds wrong.
type Branch = Vec<ValidationError<'static>>;

/// The lines of what is wrong: of alternatives, what the one that is meant finds.
pub(super) fn lines(error: &ValidationError<'_>) -> Vec<String> {
    let (Kind::AnyOf { context } | Kind::OneOfNotValid { context }) = error.kind() else {
        return vec![line(error.instance_path().as_str(), &error.masked_with(quoted(error)).to_string())];
    };
    let at = error.instance_path().as_str();
    let fitting: Vec<_> = context.iter().filter(|branch| !branch.iter().any(|e| is_type(e, at))).collect();
    let words = |branch: &&Branch| branch.iter().filter(|error| !expected(error).is_empty()).count();
    match fitting.iter().min_by_key(|branch| (words(branch), branch.len())) {
        // No alternative has a value of that type.
        None => vec![none_of(error, context.iter())],
        Some(meant) => match meant.iter().find(|error| !expected(error).is_empty()) {
            // A word that says which alternative it is, and that none of them has.
            Some(word) => vec![none_of(word, fitting.into_iter())],
            None => meant.iter().flat_map(lines).collect(),
        },
    }
}

fn is_type(error: &ValidationError<'_>, at: &str) -> bool {
    matches!(error.kind(), Kind::Type { .. }) && error.instance_path().as_str() == at
}

/// The words that are expected there.
fn expected(error: &ValidationError<'_>) -> Vec<String> {
    match error.kind() {
        Kind::Constant { expected_value } => vec![expected_value.to_string()],
        Kind::Enum { options } => options.as_array().into_iter().flatten().map(Value::to_string).collect(),
        _ => Vec::new(),
    }
}

fn types(error: &ValidationError<'_>) -> Vec<String> {
    match error.kind() {
        Kind::Type { kind: TypeKind::Single(only) } => vec![format!("type {only}")],
        Kind::Type { kind: TypeKind::Multiple(several) } => {
            several.iter().map(|one| format!("type {one}")).collect()
        }
        _ => Vec::new(),
    }
}

/// A value that is none of what the alternatives expect there: a word, or else a type.
fn none_of<'a>(error: &ValidationError<'_>, branches: impl Iterator<Item = &'a Branch>) -> String {
    let mut allowed: Vec<String> = Vec::new();
    for branch in branches {
        let there = || branch.iter().filter(|other| other.instance_path() == error.instance_path());
        let words: Vec<_> = there().flat_map(expected).collect();
        let those = if words.is_empty() { there().flat_map(types).collect() } else { words };
        allowed.extend(those);
    }
    let mut seen = BTreeSet::new();
    allowed.retain(|one| seen.insert(one.clone()));
    line(error.instance_path().as_str(), &format!("{} is none of: {}", quoted(error), allowed.join(", ")))
}

fn line(pointer: &str, sentence: &str) -> String {
    match pointer {
        "" => format!("  (the whole): {sentence}"),
        pointer => format!("  {pointer}: {sentence}"),
    }
}

/// The value that does not fit, or its beginning.
fn quoted(error: &ValidationError<'_>) -> String {
    let value = error.instance().to_string();
    match value.char_indices().nth(QUOTED) {
        Some((end, _)) => format!("{}…", &value[..end]),
        None => value,
    }
}
