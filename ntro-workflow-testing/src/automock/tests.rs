//! What mocks look like, and that they fit.

mod drawn;
mod keywords;
mod types;
mod unmockables;

use serde_json::Value;

use super::{value_for, value_of};

/// Whether a value fits, decided by a validator that knows nothing of mocks.
fn fits(schema: &Value, value: &Value) -> bool {
    let options =
        jsonschema::options().with_draft(jsonschema::Draft::Draft202012).should_validate_formats(true);
    options.build(schema).expect("a schema").is_valid(value)
}

/// Makes the plain value and some others, all of which must fit; gives the plain one.
fn plain(schema: &Value) -> Value {
    for seed in 1..40 {
        let value = value_for(schema, seed).unwrap_or_else(|error| panic!("{schema}, seed {seed}: {error}"));
        assert!(fits(schema, &value), "{schema}, seed {seed}: {value}");
    }
    value_of(schema).unwrap_or_else(|error| panic!("{schema}: {error}"))
}
