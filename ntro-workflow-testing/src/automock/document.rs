//! The schema as a whole: its references, and whether a value fits some part of it.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use jsonschema::{Draft, Validator};
use serde_json::{Value, json};

use super::hosted::{HOSTED, hosted, unhosted};
use super::loops::loop_in;

/// A schema whose parts can be checked by themselves: it is moved below a key, and what is checked refers
/// into it.
pub(super) struct Document {
    whole: Validator,
    host: Value,
    validators: RefCell<BTreeMap<String, Option<Rc<Validator>>>>,
}

/// Where and why a value does not fit.
pub(super) struct Misfit {
    pub(super) pointer: String,
    pub(super) message: String,
}

impl Document {
    /// Reads a schema; what cannot be used is named.
    pub(super) fn new(schema: &Value) -> Result<Self, String> {
        let whole = validator(schema)?;
        let host = json!({"$defs": {HOSTED: hosted(schema)}});
        let document = Self { whole, host, validators: RefCell::default() };
        match loop_in(&document) {
            Some(reference) => {
                let name = reference.rsplit('/').next().unwrap_or(reference);
                Err(format!("`{name}` is a part or an alternative of itself, which no validator can check"))
            }
            None => Ok(document),
        }
    }

    /// The schema itself.
    pub(super) fn root(&self) -> &Value {
        &self.host["$defs"][HOSTED]
    }

    /// What a reference refers to, if it is in this document.
    pub(super) fn resolve(&self, reference: &str) -> Option<&Value> {
        self.host.pointer(&percent_decoded(reference.strip_prefix('#')?))
    }

    /// Whether a value fits some parts, all at once.
    pub(super) fn fits(&self, parts: &[&Value], value: &Value) -> bool {
        self.validator_of(parts).is_some_and(|validator| validator.is_valid(value))
    }

    /// Every place at which a value does not fit some parts.
    pub(super) fn misfits(&self, parts: &[&Value], value: &Value) -> Vec<Misfit> {
        match self.validator_of(parts) {
            Some(validator) => misfits(&validator, value),
            None => vec![Misfit { pointer: String::new(), message: "the schema of it is no schema".into() }],
        }
    }

    /// Every place at which a value does not fit the schema as it was given.
    pub(super) fn misfits_of_whole(&self, value: &Value) -> Vec<Misfit> {
        misfits(&self.whole, value)
    }

    fn validator_of(&self, parts: &[&Value]) -> Option<Rc<Validator>> {
        let all = if parts.is_empty() { json!([true]) } else { json!(parts) };
        let key = all.to_string();
        if let Some(known) = self.validators.borrow().get(&key) {
            return known.clone();
        }
        let mut schema = self.host.clone();
        schema["allOf"] = all;
        let built = validator(&schema).ok().map(Rc::new);
        self.validators.borrow_mut().insert(key, built.clone());
        built
    }
}

fn validator(schema: &Value) -> Result<Validator, String> {
    let options = jsonschema::options().with_draft(Draft::Draft202012).should_validate_formats(true);
    options.build(schema).map_err(|error| error.to_string())
}

fn misfits(validator: &Validator, value: &Value) -> Vec<Misfit> {
    let misfit = |error: jsonschema::ValidationError<'_>| Misfit {
        pointer: error.instance_path().as_str().to_owned(),
        message: unhosted(&error.to_string()),
    };
    validator.iter_errors(value).map(misfit).collect()
}

/// A reference is a URI, so that names in it may be escaped.
fn percent_decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let escaped = bytes.get(at + 1..at + 3).filter(|_| bytes[at] == b'%');
        let byte = escaped.and_then(|digits| std::str::from_utf8(digits).ok());
        match byte.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                decoded.push(byte);
                at += 3;
            }
            None => {
                decoded.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&decoded).into_owned()
}
