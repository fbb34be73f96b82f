//! One row per rule of `docs/manifest.md`: what is done to a manifest, and what is said of it.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{Class, Comparison, RULES, compare};
use crate::manifest::Manifest;

mod read_back;
mod rows;
mod shapes;

use rows::rows;

/// A manifest with one of everything.
const BASE: &str = include_str!("tests/base.json");

fn manifest(value: &Value) -> Manifest {
    Manifest::from_value(value.clone()).expect("the test's manifest is one")
}

fn base() -> Value {
    serde_json::from_str(BASE).expect("the base is JSON")
}

fn said(comparison: &Comparison) -> Vec<String> {
    comparison.changes.iter().map(|change| format!("{change} [{}]", change.rule)).collect()
}

#[test]
fn each_change_is_judged_by_its_rule() {
    for (edit, expected) in rows() {
        let (mut old, mut new) = (base(), base());
        edit(&mut old, &mut new);
        assert_eq!(said(&compare(&manifest(&old), &manifest(&new))), expected);
    }
}

#[test]
fn each_rule_has_a_row() {
    let rows = rows();
    let expected = rows.iter().flat_map(|(_, expected)| expected.iter());
    let tested: BTreeSet<&str> =
        expected.filter_map(|line| line.rsplit_once('[')?.1.strip_suffix(']')).collect();
    assert_eq!(tested, RULES.iter().map(|rule| rule.name).collect());
}

#[test]
fn the_docs_list_each_rule_with_its_class() {
    let docs = include_str!("../../../docs/manifest.md");
    for rule in RULES {
        let row = format!("| `{}` | {} |", rule.name, rule.class);
        assert!(docs.contains(&row), "docs/manifest.md has no row `{row} … |`");
    }
}

#[test]
fn what_runs_do_not_rely_on_is_no_change() {
    let mut new = base();
    new["package"]["version"] = json!("9.9.9");
    new["runbooks"][0]["source"] = json!({"file": "src/elsewhere.rs", "line": 99});
    new["runbooks"][0]["steps"][0]["source"] = json!({"file": "src/elsewhere.rs", "line": 100});
    new["runbooks"][0]["children"][0]["source"] = json!({"file": "src/elsewhere.rs", "line": 101});
    new["runbooks"][0]["input"]["schema"]["description"] = json!("Other words.");
    assert!(compare(&manifest(&base()), &manifest(&new)).is_empty());
}

#[test]
fn the_gravest_comes_first_and_says_why_and_what_to_do() {
    let mut new = base();
    new["runbooks"][0]["steps"][0]["title"] = json!("Propose it");
    new["runbooks"][0]["steps"][1]["timeout_seconds"] = json!(60);
    new["runbooks"][0]["steps"][1]["name"] = json!("check");
    let comparison = compare(&manifest(&base()), &manifest(&new));
    assert_eq!(
        comparison.to_string(),
        "\
breaking (1)
  month-end/steps/review: renamed review → check
    gates of runs in flight are addressed by the step's name
    → keep the old name, or let the runs that know it end first
needs care (1)
  month-end/steps/check: timeout in seconds 86400 → 60
    runs that wait keep the deadline they have; only later ones get the new one
    → say so to those who wait for the old deadline
compatible (1)
  month-end/steps/propose: title \"Propose the journal\" → \"Propose it\"
    people read it, programs do not
"
    );
    assert_eq!(comparison.worst(), Some(Class::Breaking));
    let json = serde_json::to_value(&comparison).expect("changes are JSON");
    assert_eq!(json["changes"][1]["class"], "needs_care");
    assert_eq!(serde_json::from_value::<Comparison>(json).expect("and read again"), comparison);
}

/// A type, and the same one in a later version of a program.
mod types {
    pub(super) mod old {
        #[derive(schemars::JsonSchema)]
        #[expect(dead_code, reason = "only the schema is looked at")]
        pub(crate) struct Line {
            id: String,
            amount: Option<f64>,
            side: Side,
            parts: Vec<Line>,
        }
        #[derive(schemars::JsonSchema)]
        #[expect(dead_code, reason = "only the schema is looked at")]
        pub(crate) enum Side {
            Debit,
            Credit,
        }
    }
    pub(super) mod new {
        #[derive(schemars::JsonSchema)]
        #[expect(dead_code, reason = "only the schema is looked at")]
        pub(crate) struct Line {
            /// With words, and after the side.
            side: Side,
            id: Option<String>,
            amount: f64,
            parts: Vec<Line>,
            note: Option<String>,
        }
        #[derive(schemars::JsonSchema)]
        #[expect(dead_code, reason = "only the schema is looked at")]
        pub(crate) enum Side {
            /// Documented, which gives the schema another form.
            Debit,
            Credit,
            Both(u8),
        }
    }
}

#[test]
fn types_as_rust_has_them_are_compared() {
    let old = schemars::schema_for!(types::old::Line).to_value();
    let new = schemars::schema_for!(types::new::Line).to_value();
    let found: Vec<String> = crate::schema::compare(&old, &new)
        .iter()
        .map(|it| format!("{} {:?}: {it}", it.pointer, it.direction))
        .collect();
    assert_eq!(
        found,
        [
            "/amount Narrower: optional → required",
            "/amount Narrower: type null or number → number",
            "/id Wider: required → optional",
            "/id Wider: type string → null or string",
            "/note Wider: new, optional",
            "/side Wider: takes object with Both as well",
        ]
    );
}
