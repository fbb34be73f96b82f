//! A bundle beside a package that may have its runbook.

use serde_json::json;

use super::{RUNBOOK_MD, at, bundle, errors, validate, warnings};
use crate::directory::Directory;
use crate::{check, json, run};

const RUNBOOK: &str = r#"
    #[ntro_workflow(slug = "month-end")]
    impl MonthEnd {
        #[run]
        async fn run(ctx: &Ctx<Self>) -> RunbookResult<()> { Self::look(ctx).await }
        #[ui_step(name = "look", title = "Look", component = "DATA_TABLE")]
        async fn look(ctx: &Ctx<Self>) -> RunbookResult<()> { Ok(()) }
    }
"#;

/// Makes the directory a package with that source.
fn package(directory: &Directory, source: &str) {
    let manifest = "[package]\nname = \"closing\"\nversion = \"0.2.0\"\nedition = \"2024\"\n\n[workspace]\n";
    directory.write("Cargo.toml", manifest).write("src/lib.rs", source);
}

#[test]
fn where_the_code_says_something_else_is_said() {
    let directory = bundle("disagreeing");
    package(&directory, RUNBOOK);
    let output = validate(&directory);
    assert_eq!(output.status.code(), Some(1));
    let report = json(&output);
    let messages: Vec<&str> = report["errors"]
        .as_array()
        .expect("a list")
        .iter()
        .filter(|error| error["code"] == "CODE_DISAGREES")
        .filter_map(|error| error["message"].as_str()?.split(';').next())
        .collect();
    assert_eq!(
        messages,
        [
            "version: runbook.md says `0.1.0`, the code says `0.2.0`",
            "steps.review: runbook.md says `Review`, the code has no such thing",
            "steps.look: the code says `Look`, runbook.md does not",
        ]
    );
}

#[test]
fn a_bundle_beside_a_package_without_runbooks_is_not_compared() {
    let directory = bundle("another");
    package(&directory, "");
    assert_eq!(json(&validate(&directory)), json!({ "ok": true, "errors": [], "warnings": [] }));
}

#[test]
fn why_a_bundle_was_not_compared_is_said() {
    let slugs = RUNBOOK.replace("month-end", "quarter-end");
    let several = "[workspace]\nmembers = [\"a\", \"b\"]\n";
    let member = |name: &str| format!("[package]\nname = \"{name}\"\nversion = \"0.2.0\"\n");
    for (test, source, reason) in [
        ("no-runbook", slugs.as_str(), "no runbook `month-end`, it has `quarter-end`; mend the slug"),
        ("mistakes", &RUNBOOK.replace("#[run]", ""), "has mistakes"),
        ("several", "", "say which with --package: `a`, `b`"),
    ] {
        let directory = bundle(test);
        package(&directory, source);
        if test == "several" {
            directory.write("Cargo.toml", several);
            for name in ["a", "b"] {
                directory.write(&format!("{name}/Cargo.toml"), member(name));
                directory.write(&format!("{name}/src/lib.rs"), "");
            }
        }
        let output = validate(&directory);
        assert_eq!(output.status.code(), Some(0), "{output:?}");
        let [(code, message)] = warnings(&output).try_into().expect("one warning");
        assert!(code == "CODE_NOT_COMPARED" && message.contains(reason), "{code}: {message}");
    }
}

#[test]
fn a_package_that_was_named_must_have_the_runbook() {
    for (test, source) in [("named", ""), ("named-other", RUNBOOK)] {
        let directory = bundle(test);
        package(&directory, &source.replace("month-end", "quarter-end"));
        let output = run(check(directory.path(), &["--bundle", "month-end", "--json", "-p", "closing"]));
        assert_eq!(errors(&output), [at("CODE_NOT_COMPARED", "runbook.md")]);
        assert_eq!(output.status.code(), Some(1));
    }
}

#[test]
fn a_fault_does_not_hide_where_the_code_disagrees() {
    let directory = bundle("faulty");
    package(&directory, RUNBOOK);
    directory.write("month-end/runbook.md", RUNBOOK_MD.replace("name: Month end", "name: 7"));
    let codes: Vec<String> = errors(&validate(&directory)).into_iter().map(|(code, _)| code).collect();
    let disagrees = "CODE_DISAGREES";
    assert_eq!(codes, ["FRONTMATTER_FIELD_WRONG_TYPE", disagrees, disagrees, disagrees]);
}

#[test]
fn an_activity_of_another_package_is_said_not_to_be_seen() {
    let directory = bundle("activity");
    package(&directory, RUNBOOK);
    let step = "  - id: look\n    label: Look\n    activity: ledger.parse\n    component: DATA_TABLE\n    timeout_minutes: 5\n";
    let head = RUNBOOK_MD.split("  - id").next().expect("what is above the steps").replace("0.1.0", "0.2.0");
    directory.write("month-end/runbook.md", format!("{head}{step}---\n"));
    let output = validate(&directory);
    let [(code, message)] = warnings(&output).try_into().expect("one warning");
    assert!(code == "ACTIVITY_NOT_SEEN" && message.contains("has no activity `ledger.parse`"), "{message}");
    let report = json(&output);
    assert_eq!(report["errors"].as_array().map(Vec::len), Some(1), "{report}");
    let message = report["errors"][0]["message"].as_str().expect("a text");
    assert!(message.starts_with("steps.look.timeout_minutes: ") && message.ends_with("write it in the code"));
}
