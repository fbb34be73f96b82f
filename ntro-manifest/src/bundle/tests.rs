mod file;

use serde_json::{Value, json};

use super::{ConfigKey, Disagreement, FaultKind, FrontMatter, FrontMatterError, differences};
use crate::manifest::Manifest;

fn manifest() -> Manifest {
    Manifest::from_value(json!({
        "manifest_version": 1,
        "package": {"name": "ledger", "version": "0.3.0", "authors": ["Ada", "Grace"]},
        "runbooks": [{
            "slug": "month-end", "workflow_type": "MonthEndWorkflow",
            "docs": "Closes a month,\nand posts it.\n\nMore about it.",
            "listing": {"classification": "TREASURY", "tags": ["close: yes", "no"], "jurisdictions": ["UK"]},
            "input": {"type": "Period", "schema": {
                "type": "object",
                "properties": {
                    "month": {"type": "string", "pattern": "^\\d{4}-\\d{2}$", "description": "The month."},
                    "side": {"anyOf": [{"$ref": "#/$defs/Side"}, {"type": "null"}], "default": null},
                    "max_rows": {"type": ["integer", "null"], "default": 5}
                },
                "$defs": {"Side": {"description": "Which one.", "oneOf": [{"const": "debit"}, {"const": "credit"}]}}
            }},
            "steps": [
                {"name": "propose", "title": "Propose the journal", "docs": "Proposes it."},
                {"name": "review", "title": "Review", "responsibility": "accountant", "timeout_seconds": 86401,
                 "gates": [{"name": "review", "kind": "review", "declared": true, "component": "DATA_TABLE"}]},
                {"name": "papers", "title": "Papers",
                 "gates": [{"name": "submit", "kind": "submission", "declared": false}]}
            ]
        }],
        "activities": [{"name": "ledger.post"}]
    }))
    .expect("the test's manifest is one")
}

fn front_matter() -> FrontMatter {
    let manifest = manifest();
    FrontMatter::of(&manifest, &manifest.runbooks[0])
}

/// The file that is written for that manifest's runbook.
fn written(existing: Option<&str>) -> Result<String, FrontMatterError> {
    let manifest = manifest();
    FrontMatter::markdown(&manifest, &manifest.runbooks[0], existing)
}

const MARKDOWN: &str = r#"---
id: rb-month-end
slug: month-end
name: Month end
description: Closes a month, and posts it.
classification: TREASURY
tags:
- "close: yes"
- "no"
jurisdictions:
- UK
version: "0.3.0"
visibility: public
state: DRAFT
author: Ada
steps:
- id: propose
  label: Propose the journal
  component: SUMMARY
  description: Proposes it.
- id: review
  label: Review
  component: DATA_TABLE
  responsibility: accountant
  timeout_minutes: 1441
- id: papers
  label: Papers
  component: FILE_UPLOAD
config_schema:
  global:
    max_rows:
      type: integer
      description: Max rows
      default: 5
    month:
      type: string
      description: The month.
      pattern: ^\d{4}-\d{2}$
    side:
      type: string
      description: Which one.
      enum:
      - debit
      - credit
  steps: {}
---

# Month end
"#;

#[test]
fn the_code_says_the_front_matter() {
    let text = written(None).expect("there is nothing to keep");
    assert_eq!(text, MARKDOWN);
}

#[test]
fn an_input_is_shown_as_what_may_be_configured() {
    let global = front_matter().config_schema.global;
    let key = |type_name: &str, description: &str| ConfigKey {
        type_name: type_name.into(),
        description: description.into(),
        ..ConfigKey::default()
    };
    assert_eq!(
        global["month"],
        ConfigKey { pattern: Some(r"^\d{4}-\d{2}$".into()), ..key("string", "The month.") }
    );
    let sides = Some(vec![json!("debit"), json!("credit")]);
    assert_eq!(global["side"], ConfigKey { values: sides, ..key("string", "Which one.") });
    assert_eq!(global["max_rows"], ConfigKey { default: Some(json!(5)), ..key("integer", "Max rows") });
    let mut manifest = manifest();
    let input = manifest.runbooks[0].input.as_mut().expect("an input");
    input.schema = Some(json!({"$ref": "#/$defs/A", "$defs": {"A": {"$ref": "#/$defs/A"}}}));
    assert!(FrontMatter::of(&manifest, &manifest.runbooks[0]).config_schema.global.is_empty());
}

#[test]
fn what_is_written_is_read() {
    let text = written(None).expect("there is nothing to keep");
    assert_eq!(FrontMatter::parse(&text).expect("what was written is a front matter"), front_matter());
}

const EXISTING: &str = "---\r
slug: old-name\r
classification: REAL_ESTATE_OPS\r
state: ACTIVE\r
team: ledger\r
templates:\r
  - path: templates/workflow.py\r
    language: python\r
steps:\r
  - id: review\r
    label: Old label\r
    activity: ledger.post\r
    config: {title: Lines, columns: [1, 2.5, yes]}\r
    expectedDurationDays: 2\r
  - id: gone\r
    label: Gone\r
config_schema:\r
  global: {gone: {type: string, description: Gone}}\r
  steps:\r
    review: {limit: {type: number, description: Limit, default: 3}}\r
    gone: {limit: {type: number, description: Limit}}\r
---\r
\r
# When to use\r
---\r
at month end";

#[test]
fn an_existing_file_keeps_what_only_it_says() {
    let text = written(Some(EXISTING)).expect("the existing one can be read");
    assert!(text.ends_with("\r\n---\r\n\r\n# When to use\r\n---\r\nat month end"), "{text}");
    let merged = FrontMatter::parse(&text).expect("what was written is a front matter");
    assert_eq!((merged.slug.as_str(), merged.classification.as_deref()), ("month-end", Some("TREASURY")));
    assert_eq!(merged.other["team"], "ledger");
    assert_eq!(merged.templates[0].other["language"], "python");
    let ids: Vec<&str> = merged.steps.iter().map(|step| step.id.as_str()).collect();
    assert_eq!(ids, ["propose", "review", "papers"]);
    let review = &merged.steps[1];
    assert_eq!((review.label.as_str(), review.activity.as_deref()), ("Review", Some("ledger.post")));
    assert_eq!(review.config, Some(json!({"title": "Lines", "columns": [1, 2.5, true]})));
    assert_eq!(review.other["expectedDurationDays"], 2);
    let config = &merged.config_schema;
    assert_eq!(config.global.keys().collect::<Vec<_>>(), ["max_rows", "month", "side"]);
    assert_eq!(config.steps.keys().collect::<Vec<_>>(), ["review"]);
    let again = written(Some(&text)).expect("what was written can be read");
    assert_eq!(again, text, "writing it once more changes nothing");
}

#[test]
fn a_file_without_a_front_matter_gets_one_above_its_text() {
    let text = written(Some("# Month end\n")).expect("there is nothing to keep");
    assert!(text.ends_with("\n---\n\n# Month end\n"), "{text}");
    assert_eq!(written(Some("---\n---\nText\n")).expect("nothing to keep").lines().last(), Some("Text"));
}

#[test]
fn a_front_matter_that_cannot_be_read_is_not_written_over() {
    for existing in ["---\nslug: a\n", "---\na: [\n---\n", "---\n- a\n---\n"] {
        assert!(written(Some(existing)).is_err(), "{existing}");
    }
    let error = written(Some("---\ntemplates: none\n---\n")).expect_err("no list");
    assert!(error.to_string().contains("templates"), "{error}");
}

#[test]
fn each_way_not_to_have_a_front_matter_is_told_apart() {
    use FrontMatterError::{Empty, Missing, NotMapping, Unclosed, Yaml};
    let refused = |text: &str| FrontMatter::parse(text).expect_err("that is no front matter");
    assert_eq!(refused(""), Missing);
    assert_eq!(refused("# Month end\n"), Missing);
    assert_eq!(refused("----\nslug: a\n----\n"), Missing);
    assert_eq!(refused("---\n---\n"), Empty);
    assert_eq!(refused("---\nnull\n---\n"), Empty);
    assert_eq!(refused("---\n# nothing\n---"), Empty);
    assert_eq!(refused("---"), Unclosed);
    assert_eq!(refused("---\nslug: a\n"), Unclosed);
    assert_eq!(refused("---\n- slug\n---\n"), NotMapping { found: "a list".into() });
    assert_eq!(refused("---\nwords\n---\n"), NotMapping { found: "a text".into() });
    let Yaml { message } = refused("---\nslug: a\nname: [\n---\n") else { panic!("that is no YAML") };
    assert!(message.contains("line 3") || message.contains("line 4"), "{message}");
    assert!(matches!(refused("---\nslug: a\nslug: b\n---\n"), Yaml { .. }));
}

/// The faults of the fields of a front matter of which some are replaced.
fn faults(edit: impl Fn(&mut Value)) -> Vec<(String, FaultKind)> {
    let mut fields =
        json!({"slug": "close", "name": "Close", "version": "0.1.0", "state": "DRAFT", "author": "Ada"});
    edit(&mut fields);
    // JSON is YAML.
    let text = format!("---\n{fields}\n---\n");
    match FrontMatter::parse(&text) {
        Ok(_) => Vec::new(),
        Err(FrontMatterError::Fields(faults)) => faults.into_iter().map(|it| (it.field, it.kind)).collect(),
        Err(other) => panic!("{other}"),
    }
}

#[test]
fn every_fault_of_the_fields_is_found_at_once() {
    assert_eq!(faults(|_| {}), []);
    let all = faults(|fields| {
        fields["slug"] = json!(12);
        fields["name"] = json!(null);
        fields["version"] = json!(0);
        fields["state"] = json!(false);
        fields["author"] = json!("  ");
        fields["steps"] = json!([{"id": "a", "label": "A"}, {"id": "a", "component": "DATA_TABEL"}, 7]);
    });
    let expected = [
        ("slug", FaultKind::WrongType),
        ("name", FaultKind::Missing),
        ("version", FaultKind::WrongType),
        ("state", FaultKind::WrongType),
        ("author", FaultKind::Blank),
        ("steps[1].label", FaultKind::Missing),
        ("steps[1].id", FaultKind::Duplicate),
        ("steps[1].component", FaultKind::UnknownComponent),
        ("steps[2]", FaultKind::WrongType),
    ];
    assert_eq!(all, expected.map(|(field, kind)| (field.to_owned(), kind)));
}

#[test]
fn names_that_cannot_be_and_deep_faults_are_found() {
    let one = |edit: fn(&mut Value)| faults(edit).into_iter().next().expect("a fault");
    let invalid = |field: &str| (field.to_owned(), FaultKind::Invalid);
    for slug in ["Month End", "month_end", "-close", "close-", "7-days"] {
        let found = faults(|fields| fields["slug"] = json!(slug));
        assert_eq!(found, [invalid("slug")], "{slug}");
    }
    assert_eq!(faults(|fields| fields["slug"] = json!("nav-2x-IRR")), []);
    assert_eq!(one(|fields| fields["id"] = json!("rb-other")), invalid("id"));
    let wrong = |field: &str| (field.to_owned(), FaultKind::WrongType);
    assert_eq!(one(|fields| fields["steps"] = json!("a, b")), wrong("steps"));
    assert_eq!(one(|fields| fields["tags"] = json!(["a", 1])), wrong("tags[1]"));
    let minutes =
        |fields: &mut Value| fields["steps"] = json!([{"id": "a", "label": "A", "timeout_minutes": "1"}]);
    assert_eq!(one(minutes), wrong("steps[0].timeout_minutes"));
}

#[test]
fn a_wrong_component_names_the_nearest() {
    let text = "---\nslug: a\nname: A\nversion: '1'\nstate: S\nauthor: A\nsteps: [{id: a, label: A, component: DATA_TABEL}]\n---\n";
    let error = FrontMatter::parse(text).expect_err("no such component").to_string();
    assert!(error.contains("steps[0].component") && error.contains("is `DATA_TABLE` meant?"), "{error}");
}

#[test]
fn where_code_and_front_matter_disagree_is_said_field_by_field() {
    let mut other = front_matter();
    assert_eq!(differences(&other, &manifest()), []);
    other.classification = Some("REAL_ESTATE_OPS".into());
    other.state = "ACTIVE".into();
    other.version = "0.2.0".into();
    other.steps.swap(1, 2);
    other.steps[0].id = "categorise".into();
    other.steps[1].label = "Hand in".into();
    other.steps[2].activity = Some("ledger.book".into());
    other.steps[2].timeout_minutes = None;
    other.config_schema.global.remove("side");
    other
        .config_schema
        .global
        .insert("year".into(), ConfigKey { type_name: "integer".into(), ..ConfigKey::default() });
    let found: Vec<String> = differences(&other, &manifest()).iter().map(ToString::to_string).collect();
    assert_eq!(
        found,
        [
            "classification: runbook.md says `REAL_ESTATE_OPS`, the code says `TREASURY`",
            "version: runbook.md says `0.2.0`, the code says `0.3.0`",
            "steps.categorise: runbook.md says `Propose the journal`, the code has no such thing",
            "steps.papers.label: runbook.md says `Hand in`, the code says `Papers`",
            "steps.review.timeout_minutes: the code says `1441`, runbook.md does not",
            "steps.review.activity: runbook.md says `ledger.book`, the code has no such thing",
            "steps.propose: the code says `Propose the journal`, runbook.md does not",
            "steps: runbook.md says `papers, review`, the code says `review, papers`",
            "config_schema.global.year: runbook.md says `integer`, the code has no such thing",
            "config_schema.global.side: the code says `string`, runbook.md does not",
        ]
    );
}

#[test]
fn a_front_matter_of_another_runbook_is_said_to_be_so() {
    let other = FrontMatter { slug: "quarter-end".into(), ..front_matter() };
    let expected =
        Disagreement { field: "slug".into(), front_matter: Some("quarter-end".into()), code: None };
    assert_eq!(differences(&other, &manifest()), [expected]);
}

#[test]
fn what_the_code_does_not_say_is_no_disagreement() {
    let mut other = front_matter();
    other.steps[0].component = Some("LOADING".into());
    other.steps[2].component = None;
    other.name = "Month-end close".into();
    other.description = Some("Closes a month,\nand posts it.\n".into());
    assert_eq!(differences(&other, &manifest()), []);
    other.steps[1].component = Some("LOADING".into());
    other.description = Some("Opens a month.".into());
    other.steps[0].description = None;
    let found: Vec<String> = differences(&other, &manifest()).iter().map(ToString::to_string).collect();
    assert_eq!(
        found,
        [
            "description: runbook.md says `Opens a month.`, the code says `Closes a month, and posts it.`",
            "steps.propose.description: the code says `Proposes it.`, runbook.md does not",
            "steps.review.component: runbook.md says `LOADING`, the code says `DATA_TABLE`",
        ]
    );
}

/// Where a front matter with these fields disagrees with the code, whatever its faults.
fn found_beside_faults(fields: &str) -> Vec<String> {
    let manifest = manifest();
    let text = format!("---\nslug: month-end\n{fields}\n---\n");
    assert!(FrontMatter::parse(&text).is_err(), "it has a fault");
    let sound = FrontMatter::sound_part(&text, &manifest).expect("its slug is that of a runbook");
    differences(&sound, &manifest).into_iter().map(|it| it.field).collect()
}

#[test]
fn a_fault_hides_the_disagreements_of_its_own_field_only() {
    let steps = "steps: [{id: propose, label: P}, {id: review, label: R}, {id: papers, label: 7}]";
    let others = "id: rb-month-end\nversion: 0.2.0\nclassification: TREASURY\ntags: no";
    assert_eq!(
        found_beside_faults(&format!("{others}\n{steps}")),
        [
            "description",
            "jurisdictions",
            "version",
            "config_schema.global.max_rows",
            "config_schema.global.month",
            "config_schema.global.side"
        ]
    );
    assert!(FrontMatter::sound_part("---\nslug: other\n---\n", &manifest()).is_none());
    assert!(FrontMatter::sound_part("---\nslug: [\n---\n", &manifest()).is_none());
}

#[test]
fn the_keys_of_all_parts_of_an_input_are_shown() {
    let variant = |kind: &str, more: &str| json!({"type": "object", "properties": {"kind": {"type": "string", "const": kind}, more: {"type": "number"}}});
    let mut manifest = manifest();
    let input = manifest.runbooks[0].input.as_mut().expect("an input");
    input.schema = Some(json!({
        "type": "object",
        "properties": {
            "limit": {"anyOf": [{"type": "string"}, {"type": "number"}]},
            "anything": {"description": "Whatever."}
        },
        "oneOf": [variant("bank", "account"), {"$ref": "#/$defs/Card"}],
        "$defs": {"Card": {"allOf": [variant("card", "number"), {"$ref": "#/$defs/Card"}]}}
    }));
    let global = FrontMatter::of(&manifest, &manifest.runbooks[0]).config_schema.global;
    let types: Vec<(&str, &str)> =
        global.iter().map(|(name, key)| (name.as_str(), key.type_name.as_str())).collect();
    let number = |name| (name, "number");
    assert_eq!(
        types,
        [
            number("account"),
            ("anything", "object"),
            ("kind", "string"),
            ("limit", "string"),
            number("number")
        ]
    );
    assert_eq!(global["kind"].values, Some(vec![json!("bank"), json!("card")]));
}
