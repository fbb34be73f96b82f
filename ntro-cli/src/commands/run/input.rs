//! The runbook that is meant, and whether its input fits.

use jsonschema::Draft;
use ntro_build::suggest::{did_you_mean, nearest};
use ntro_manifest::Manifest;
use ntro_manifest::manifest::Runbook;
use ntro_workflow_testing::automock;
use serde_json::Value;

use super::violation;
use crate::failure::Failure;

/// The runbook of a slug.
pub(in crate::commands) fn runbook<'a>(manifest: &'a Manifest, slug: &str) -> Result<&'a Runbook, Failure> {
    let found = manifest.runbooks.iter().find(|runbook| runbook.slug == slug);
    found.ok_or_else(|| {
        let slugs = manifest.runbooks.iter().map(|runbook| runbook.slug.as_str());
        let near = did_you_mean(&nearest(slug, slugs.clone(), 1));
        let remedy = near.unwrap_or_else(|| format!("it has: {}", slugs.collect::<Vec<_>>().join(", ")));
        Failure::usage(format!("the worker has no runbook `{slug}`; {remedy}"))
    })
}

/// Whether the input fits: everything that does not, each with its JSON pointer.
pub(in crate::commands) fn check(runbook: &Runbook, input: &Value) -> Result<(), Failure> {
    let Some(payload) = &runbook.input else { return nothing(runbook, input) };
    let Some(schema) = &payload.schema else { return Ok(()) };
    let validator = jsonschema::options().with_draft(Draft::Draft202012).build(schema);
    let validator = validator.map_err(|error| {
        Failure::failed(format!("the schema of the input of `{}` is no schema: {error}", runbook.slug))
    })?;
    if !automock::can_be_checked(schema) {
        // The run itself says what does not fit.
        return Ok(());
    }
    let violations: Vec<_> =
        validator.iter_errors(input).flat_map(|error| violation::lines(&error)).collect();
    match violations.is_empty() {
        true => Ok(()),
        false => Err(Failure::usage(format!(
            "the input does not fit `{}`, and nothing was started:\n{}",
            runbook.slug,
            violations.join("\n")
        ))),
    }
}

/// Of a runbook that takes no input.
fn nothing(runbook: &Runbook, input: &Value) -> Result<(), Failure> {
    match input.is_null() {
        true => Ok(()),
        false => Err(Failure::usage(format!(
            "`{}` takes no input, and nothing was started; leave --input out",
            runbook.slug
        ))),
    }
}

#[cfg(test)]
mod tests {
    use ntro_manifest::manifest::Payload;
    use serde_json::json;

    use super::*;

    fn close() -> Runbook {
        let schema = json!({
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "type": "object",
            "properties": {"period": {"type": "string"}, "lines": {"type": "array", "items": {"$ref": "#/$defs/Line"}}},
            "required": ["period"],
            "$defs": {"Line": {"type": "object", "properties": {"amount": {"type": "number"}}}},
        });
        let runbook = json!({"slug": "nav-close", "workflow_type": "NavCloseWorkflow", "steps": []});
        let mut runbook: Runbook = serde_json::from_value(runbook).expect("a runbook");
        runbook.input = Some(Payload { type_name: "Close".into(), schema: Some(schema), read_schema: None });
        runbook
    }

    #[test]
    fn a_type_that_is_an_alternative_of_itself_is_left_to_the_run() {
        let mut runbook = close();
        let schema = json!({"anyOf": [{"type": "integer"}, {"$ref": "#"}]});
        runbook.input = Some(Payload { type_name: "Again".into(), schema: Some(schema), read_schema: None });
        assert_eq!(check(&runbook, &json!("text")), Ok(()));
    }

    fn violations(schema: Value, input: &Value) -> String {
        let mut runbook = close();
        runbook.input = Some(Payload { type_name: "Any".into(), schema: Some(schema), read_schema: None });
        check(&runbook, input)
            .expect_err("it does not fit")
            .to_string()
            .split_once('\n')
            .expect("lines")
            .1
            .to_owned()
    }

    #[test]
    fn of_alternatives_the_one_that_is_meant_says_what_is_wrong() {
        let person = json!({"type": "object", "required": ["name"],
            "properties": {"name": {"type": "string"}, "age": {"type": "integer"}}});
        let schema = json!({"properties": {"who": {"anyOf": [{"$ref": "#/$defs/Person"}, {"type": "null"}]}},
            "$defs": {"Person": person}});
        let of = |who: Value| violations(schema.clone(), &json!({ "who": who }));
        assert_eq!(of(json!({"name": "x", "age": "old"})), r#"  /who/age: "old" is not of type "integer""#);
        assert_eq!(of(json!({"age": 7})), r#"  /who: "name" is a required property"#);
        assert_eq!(of(json!(7)), "  /who: 7 is none of: type object, type null");
    }

    #[test]
    fn a_word_that_is_none_of_the_allowed_ones_has_them_beside_it() {
        let word = |word: &str| json!({"type": "string", "const": word});
        let mood = json!({"oneOf": [word("glad"), word("sad")]});
        let maybe = json!({"anyOf": [mood, {"type": "null"}]});
        assert_eq!(
            violations(maybe.clone(), &json!("mad")),
            r#"  (the whole): "mad" is none of: "glad", "sad""#
        );
        assert_eq!(violations(maybe, &json!(7)), r#"  (the whole): 7 is none of: "glad", "sad""#);
        let tagged = |word: &str| {
            json!({"type": "object", "required": ["kind", "n"],
            "properties": {"kind": {"const": word}, "n": {"type": "integer"}}})
        };
        let schema = json!({"oneOf": [tagged("a"), tagged("b")]});
        assert_eq!(violations(schema.clone(), &json!({"kind": "c"})), r#"  /kind: "c" is none of: "a", "b""#);
        assert_eq!(
            violations(schema, &json!({"kind": "b", "n": "x"})),
            r#"  /n: "x" is not of type "integer""#
        );
    }

    #[test]
    fn a_long_value_is_not_repeated_whole() {
        let error = violations(json!({"type": "integer"}), &json!("x".repeat(3_000)));
        assert!(error.contains("xxx…") && error.len() < 150, "{error}");
    }

    #[test]
    fn a_runbook_without_input_takes_none() {
        let runbook = Runbook { input: None, ..close() };
        assert_eq!(check(&runbook, &Value::Null), Ok(()));
        let error = check(&runbook, &json!({"a": 1})).expect_err("it takes none").to_string();
        assert_eq!(error, "`nav-close` takes no input, and nothing was started; leave --input out");
    }

    #[test]
    fn every_violation_has_its_pointer() {
        assert_eq!(check(&close(), &json!({"period": "2026-03", "lines": [{"amount": 1}]})), Ok(()));
        let error = check(&close(), &json!({"lines": [{"amount": 1}, {"amount": "much"}]}));
        let error = error.expect_err("two violations").to_string();
        let lines: Vec<_> = error.lines().collect();
        assert_eq!(lines.len(), 3, "{error}");
        assert!(error.contains("(the whole): \"period\" is a required property"), "{error}");
        assert!(error.contains("/lines/1/amount: \"much\" is not of type \"number\""), "{error}");
    }
}
