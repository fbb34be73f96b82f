//! Bundle directories: one for each code of the Python package's validator, and for each of ours.

mod compared;
mod python;

use std::process::Output;

use serde_json::Value;

use crate::directory::Directory;
use crate::{check, json, run, stdout};

const RUNBOOK_MD: &str = "\
---
id: rb-month-end
slug: month-end
name: Month end
version: 0.1.0
state: DRAFT
author: Ada
steps:
  - id: review
    label: Review
    component: DATA_TABLE
---

# When to use
";

const WORKFLOW_PY: &str = "\
from ntro.workflow import NtroWorkflow, runbook

@runbook.defn
class MonthEndWorkflow(NtroWorkflow):
    pass
";

/// A bundle without faults, in a directory of its own beside nothing else.
fn bundle(test: &str) -> Directory {
    let directory = Directory::of(test);
    directory
        .write("month-end/runbook.md", RUNBOOK_MD)
        .write("month-end/templates/__init__.py", "")
        .write("month-end/templates/workflow.py", WORKFLOW_PY)
        .write("month-end/templates/activities.py", "");
    directory
}

fn validate(directory: &Directory) -> Output {
    run(check(directory.path(), &["--bundle", "month-end", "--json"]))
}

/// The codes of what was found, with their files.
fn errors(output: &Output) -> Vec<(String, Value)> {
    let report = json(output);
    let errors = report["errors"].as_array().expect("a list").iter();
    errors.map(|error| (error["code"].as_str().expect("a code").to_owned(), error["path"].clone())).collect()
}

/// The codes of what was warned of, with the messages.
fn warnings(output: &Output) -> Vec<(String, String)> {
    let text = |warning: &Value, field: &str| warning[field].as_str().expect("a text").to_owned();
    let report = json(output);
    let warnings = report["warnings"].as_array().expect("a list").iter();
    warnings.map(|warning| (text(warning, "code"), text(warning, "message"))).collect()
}

/// The one thing that is found when a bundle is changed like this.
fn only_error(test: &str, change: impl FnOnce(&Directory)) -> (String, Value) {
    let directory = bundle(test);
    change(&directory);
    let output = validate(&directory);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    let [only] = errors(&output).try_into().unwrap_or_else(|found| panic!("{found:?}"));
    only
}

fn at(code: &str, path: &str) -> (String, Value) {
    (code.to_owned(), path.into())
}

fn with_front_matter(text: &str) -> impl FnOnce(&Directory) {
    let text = text.to_owned();
    move |directory| {
        directory.write("month-end/runbook.md", text);
    }
}

fn with_workflow(text: &'static str) -> impl FnOnce(&Directory) {
    move |directory| {
        directory.write("month-end/templates/workflow.py", text);
    }
}

#[test]
fn a_bundle_without_faults_passes_without_temporal() {
    let directory = bundle("sound");
    let output = run(check(directory.path(), &["--bundle", "month-end"]));
    assert_eq!(stdout(&output), "✓ all checks passed\nOK — 0 errors, 0 warnings\n");
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn errors_are_shown_as_the_other_command_line_shows_them() {
    let directory = bundle("shown");
    directory.remove("month-end/templates/activities.py");
    let output = run(check(directory.path(), &["--bundle", "month-end"]));
    let expected = "✗ [ACTIVITIES_PY_MISSING] (templates/activities.py) there is none; write it\n\
                    FAIL — 1 errors, 0 warnings\n";
    assert_eq!(stdout(&output), expected);
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn a_path_that_is_no_directory_is_wrong_usage() {
    let directory = Directory::of("paths");
    directory.write("file", "");
    for (path, code) in [("nowhere", "RUNBOOK_DIR_NOT_FOUND"), ("file", "RUNBOOK_DIR_NOT_A_DIR")] {
        let output = run(check(directory.path(), &["--bundle", path, "--json"]));
        assert_eq!(errors(&output), [(code.to_owned(), Value::Null)]);
        assert_eq!(output.status.code(), Some(2));
    }
}

#[test]
fn the_front_matter_has_to_be_one() {
    let of = |test: &str, text: &str| only_error(test, with_front_matter(text));
    assert_eq!(
        only_error("no-file", |directory| {
            directory.remove("month-end/runbook.md");
        }),
        at("RUNBOOK_MD_MISSING", "runbook.md")
    );
    assert_eq!(of("unclosed", "---\nslug: month-end\n"), at("FRONTMATTER_PARSE_ERROR", "runbook.md"));
    assert_eq!(of("no-yaml", "---\nslug: [\n---\n"), at("FRONTMATTER_PARSE_ERROR", "runbook.md"));
    assert_eq!(of("no-fence", "# Month end\n"), at("FRONTMATTER_MISSING", "runbook.md"));
    assert_eq!(of("empty", "---\n---\n"), at("FRONTMATTER_MISSING", "runbook.md"));
    let marked = format!("\u{feff}{RUNBOOK_MD}");
    assert_eq!(of("byte-order-mark", &marked), at("FRONTMATTER_MISSING", "runbook.md"));
    assert_eq!(of("a-list", "---\n- slug\n---\n"), at("FRONTMATTER_NOT_MAPPING", "runbook.md"));
    let blank = RUNBOOK_MD.replace("author: Ada", "author: ' '");
    assert_eq!(of("blank", &blank), at("FRONTMATTER_FIELD_MISSING", "runbook.md"));
    assert_eq!(
        only_error("no-text", |directory| {
            directory.write("month-end/runbook.md", [b'-', 0xff]);
        }),
        at("FRONTMATTER_PARSE_ERROR", "runbook.md")
    );
}

#[test]
fn every_required_field_is_reported() {
    let directory = bundle("fields");
    directory.write("month-end/runbook.md", "---\ntags: [a]\n---\n");
    let output = validate(&directory);
    assert_eq!(errors(&output), vec![at("FRONTMATTER_FIELD_MISSING", "runbook.md"); 5]);
    let messages = json(&output)["errors"].to_string();
    for field in ["slug", "name", "version", "state", "author"] {
        assert!(messages.contains(&format!("\"{field}: ")), "{field} is not in {messages}");
    }
}

#[test]
fn the_workflow_has_to_be_one() {
    const FILE: &str = "templates/workflow.py";
    let of = |test: &str, text: &'static str| only_error(test, with_workflow(text));
    let missing = only_error("no-workflow", |directory| {
        directory.remove(&format!("month-end/{FILE}"));
    });
    assert_eq!(missing, at("WORKFLOW_PY_MISSING", FILE));
    assert_eq!(of("no-python", "class MonthEnd(\n"), at("WORKFLOW_PY_IMPORT_ERROR", FILE));
    let is_directory = only_error("workflow-directory", |directory| {
        directory.remove(&format!("month-end/{FILE}")).write(&format!("month-end/{FILE}/file"), "");
    });
    assert_eq!(is_directory, at("WORKFLOW_PY_IMPORT_ERROR", FILE));
    assert_eq!(of("no-class", "class CloseWorkflow:\n    pass\n"), at("WORKFLOW_CLASS_NOT_FOUND", FILE));
    assert_eq!(of("no-defn", "class MonthEndWorkflow:\n    pass\n"), at("WORKFLOW_DEFN_MISSING", FILE));
}

#[test]
fn any_spelling_of_the_decorator_is_one() {
    for (test, text) in [
        ("by-call", "@workflow.defn(name='x')\nclass MonthEndWorkflow:\n    pass\n"),
        ("by-name", "from temporalio.workflow import defn\n@defn\nclass MonthEndWorkflow:\n    pass\n"),
        ("renamed", "from temporalio.workflow import defn as d\n@d\nclass MonthEndWorkflow:\n    pass\n"),
        ("in-a-branch", "if True:\n    @runbook.defn\n    class MonthEndWorkflow:\n        pass\n"),
        ("in-a-case", "match 1:\n  case _:\n    @runbook.defn\n    class MonthEndWorkflow:\n      pass\n"),
    ] {
        let directory = bundle(test);
        with_workflow(text)(&directory);
        assert_eq!(errors(&validate(&directory)), [], "{text}");
    }
}

#[test]
fn a_class_from_elsewhere_is_said_not_to_be_seen() {
    let directory = bundle("imported");
    with_workflow("from .close import MonthEndWorkflow\n")(&directory);
    let output = validate(&directory);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(json(&output)["warnings"][0]["code"], "WORKFLOW_CLASS_NOT_SEEN");
}

#[test]
fn what_other_code_makes_of_a_class_is_said_not_to_be_seen() {
    for (test, text) in [
        ("own-decorator", "@registered\nclass MonthEndWorkflow:\n    pass\n"),
        ("assigned", "class MonthEndWorkflow:\n    pass\nMonthEndWorkflow = defn(MonthEndWorkflow)\n"),
    ] {
        let directory = bundle(test);
        with_workflow(text)(&directory);
        let output = validate(&directory);
        assert_eq!(errors(&output), [], "{text}");
        assert_eq!(json(&output)["warnings"][0]["code"], "WORKFLOW_CLASS_NOT_SEEN");
    }
}

#[test]
fn the_other_files_are_parsed() {
    const ACTIVITIES: &str = "templates/activities.py";
    let missing = only_error("no-activities", |directory| {
        directory.remove(&format!("month-end/{ACTIVITIES}"));
    });
    assert_eq!(missing, at("ACTIVITIES_PY_MISSING", ACTIVITIES));
    let wrong = only_error("activities", |directory| {
        directory.write(&format!("month-end/{ACTIVITIES}"), "def\n");
    });
    assert_eq!(wrong, at("ACTIVITIES_PY_IMPORT_ERROR", ACTIVITIES));
    let models = only_error("models", |directory| {
        directory.write("month-end/templates/models.py", "1 +\n");
    });
    assert_eq!(models, at("MODELS_PY_IMPORT_ERROR", "templates/models.py"));
}

#[test]
fn all_that_is_wrong_is_said_in_one_order() {
    let directory = Directory::of("everything");
    directory.write("month-end/runbook.md", "---\nslug: month-end\nname: 7\n---\n");
    directory.write("month-end/templates/models.py", "(");
    let found: Vec<String> = errors(&validate(&directory)).into_iter().map(|(code, _)| code).collect();
    assert_eq!(
        found,
        [
            "FRONTMATTER_FIELD_MISSING",
            "FRONTMATTER_FIELD_MISSING",
            "FRONTMATTER_FIELD_MISSING",
            "WORKFLOW_PY_MISSING",
            "ACTIVITIES_PY_MISSING",
            "MODELS_PY_IMPORT_ERROR",
            "FRONTMATTER_FIELD_WRONG_TYPE",
            "TEMPLATES_INIT_MISSING",
        ]
    );
}

#[test]
fn what_the_other_validator_overlooks_is_found() {
    let of = |test: &str, from: &str, to: &str| {
        assert!(RUNBOOK_MD.contains(from));
        only_error(test, with_front_matter(&RUNBOOK_MD.replace(from, to))).0
    };
    let init = only_error("init", |directory| {
        directory.remove("month-end/templates/__init__.py");
    });
    assert_eq!(init, at("TEMPLATES_INIT_MISSING", "templates/__init__.py"));
    assert_eq!(of("number", "slug: month-end", "slug: 12"), "FRONTMATTER_FIELD_WRONG_TYPE");
    assert_eq!(of("false", "state: DRAFT", "state: false"), "FRONTMATTER_FIELD_WRONG_TYPE");
    assert_eq!(of("component", "DATA_TABLE", "DATA_TABEL"), "COMPONENT_UNKNOWN");
    let twice = "    component: DATA_TABLE\n  - id: review\n    label: Again\n";
    assert_eq!(of("twice", "    component: DATA_TABLE\n", twice), "STEP_ID_DUPLICATE");
    assert_eq!(of("blank-label", "label: Review", "label: ''"), "FRONTMATTER_FIELD_BLANK");
    assert_eq!(of("no-label", "    label: Review\n", ""), "STEP_FIELD_MISSING");
    assert_eq!(of("id", "rb-month-end", "rb-other"), "FRONTMATTER_FIELD_INVALID");
}

#[test]
fn no_code_of_the_bundle_runs() {
    let directory = bundle("trap");
    // Python would import the second if it looked where it stands.
    let trap =
        "import pathlib\npathlib.Path(__file__).with_name('ran').write_text('ran')\nraise SystemExit(0)\n";
    directory.write("month-end/templates/activities.py", trap);
    directory.write("json.py", trap).write("ast.py", trap);
    let output = validate(&directory);
    assert_eq!(errors(&output), [], "{output:?}");
    assert!(
        !directory.path().join("ran").exists() && !directory.path().join("month-end/templates/ran").exists()
    );
}
