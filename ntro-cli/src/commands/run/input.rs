//! The runbook that is meant, and whether its input fits.

use jsonschema::Draft;
use ntro_build::suggest::{did_you_mean, nearest};
use ntro_manifest::Manifest;
use ntro_manifest::manifest::Runbook;
use ntro_workflow_testing::automock;
use serde_json::Value;

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
    let Some(schema) = runbook.input.as_ref().and_then(|input| input.schema.as_ref()) else { return Ok(()) };
    let validator = jsonschema::options().with_draft(Draft::Draft202012).build(schema);
    let validator = validator.map_err(|error| {
        Failure::failed(format!("the schema of the input of `{}` is no schema: {error}", runbook.slug))
    })?;
    if !automock::can_be_checked(schema) {
        // The run itself says what does not fit.
        return Ok(());
    }
    let violations: Vec<_> = validator.iter_errors(input).map(|error| violation(&error)).collect();
    match violations.is_empty() {
        true => Ok(()),
        false => Err(Failure::usage(format!(
            "the input does not fit `{}`, and nothing was started:\n{}",
            runbook.slug,
            violations.join("\n")
        ))),
    }
}

fn violation(error: &jsonschema::ValidationError<'_>) -> String {
    match error.instance_path().as_str() {
        "" => format!("  (the whole): {error}"),
        pointer => format!("  {pointer}: {error}"),
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
        runbook.input = Some(Payload { type_name: "Close".into(), schema: Some(schema) });
        runbook
    }

    #[test]
    fn a_type_that_is_an_alternative_of_itself_is_left_to_the_run() {
        let mut runbook = close();
        let schema = json!({"anyOf": [{"type": "integer"}, {"$ref": "#"}]});
        runbook.input = Some(Payload { type_name: "Again".into(), schema: Some(schema) });
        assert_eq!(check(&runbook, &json!("text")), Ok(()));
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
