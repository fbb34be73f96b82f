//! The exact keys of contract C, and that an option not set leaves no key behind.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed, and says where")]

use serde_json::{Map, Value, json};

use super::{
    ApprovalForm, Column, DataTable, Dataset, DisplayHint, ExpectedDocument, FileUpload, HintAction,
    HintError, Loading, MultiFileUpload, ReportPreview, SlotStatus, Summary,
};

fn wire(hint: impl Into<DisplayHint>) -> Value {
    serde_json::to_value(hint.into()).unwrap()
}

#[test]
fn defaults_have_an_empty_config() {
    for (hint, component) in [
        (wire(Loading::default()), "LOADING"),
        (wire(FileUpload::default()), "FILE_UPLOAD"),
        (wire(DataTable::default()), "DATA_TABLE"),
        (wire(Summary::default()), "SUMMARY"),
        (wire(ApprovalForm::default()), "APPROVAL_FORM"),
        (wire(ReportPreview::default()), "REPORT_PREVIEW"),
    ] {
        assert_eq!(hint, json!({ "component": component, "config": {} }));
    }
    let collection = json!({ "component": "MULTI_FILE_UPLOAD", "config": { "title": "Upload sources" } });
    assert_eq!(wire(MultiFileUpload::default()), collection);
}

fn table_with_every_option() -> DataTable {
    DataTable::new("T")
        .subtitle("S")
        .summary("Three lines")
        .dataset("line_items", "Line items")
        .columns([Column::dr_cr("side", "Side"), Column::boolean("paid", "Paid")])
        .datasets([Dataset::new("fields", "Fields").data_key("header")])
        .row_type("LineItem")
        .data_key("line_items")
        .approve_label("Approve & continue")
        .reject_label("Reject")
        .allow_corrections(true)
        .confidence_warning_threshold(0.7)
        .action(HintAction::reject("Revise"))
        .action(HintAction::approve("Confirm").primary().icon("ArrowRight"))
        .row_actions(["edit"])
        .footer_actions(["approve", "reject"])
        .validation_rules([json!({ "field": "amount", "min": 0 })])
}

#[test]
fn a_data_table_with_every_option() {
    let expected = json!({
        "title": "T",
        "subtitle": "S",
        "summary": "Three lines",
        "datasets": [
            { "key": "line_items", "label": "Line items", "data_key": "line_items", "columns": [
                { "key": "side", "label": "Side", "type": "dr_cr", "editable": false },
                { "key": "paid", "label": "Paid", "type": "boolean", "editable": false },
            ] },
            { "key": "fields", "label": "Fields", "data_key": "header" },
        ],
        "row_type": "LineItem",
        "data_key": "line_items",
        "approve_label": "Approve & continue",
        "reject_label": "Reject",
        "allow_corrections": true,
        "confidence_warning_threshold": 0.7,
        "actions": [
            { "kind": "reject", "label": "Revise" },
            { "kind": "approve", "label": "Confirm", "primary": true, "icon": "ArrowRight" },
        ],
        "row_actions": ["edit"],
        "footer_actions": ["approve", "reject"],
        "validation_rules": [{ "field": "amount", "min": 0 }],
    });
    assert_eq!(wire(table_with_every_option())["config"], expected);
}

#[test]
fn columns_without_a_dataset_are_the_tables_own() {
    let table = DataTable::new("T").columns([
        Column::text("a", "A"),
        Column::number("b", "B"),
        Column::date("c", "C"),
        Column::currency("d", "D").editable(),
    ]);
    let config = &wire(table)["config"];
    assert_eq!(config.get("datasets"), None);
    let types: Vec<&Value> =
        config["columns"].as_array().unwrap().iter().map(|column| &column["type"]).collect();
    assert_eq!(types, ["text", "number", "date", "currency"]);
    assert_eq!(
        config["columns"][3],
        json!({ "key": "d", "label": "D", "type": "currency", "editable": true })
    );
}

#[test]
fn a_threshold_that_json_cannot_hold_is_left_out() {
    for threshold in [f64::NAN, f64::INFINITY] {
        let table = DataTable::default().confidence_warning_threshold(threshold);
        assert_eq!(wire(table)["config"], json!({}));
    }
}

#[test]
fn a_slot_with_every_option() {
    let slot = ExpectedDocument::new("bank")
        .signal("run:collect:ingest:bank", "document_submitted")
        .schema_slug("statement")
        .title("Bank")
        .instructions("The last month")
        .accept(["application/pdf"])
        .max_size_mb(50)
        .status(SlotStatus::Completed)
        .config("period", "2026-04");
    let upload = MultiFileUpload::new("Upload")
        .instructions("Each below")
        .expected([slot])
        .action(HintAction::approve("Approve all"));
    let expected = json!({
        "title": "Upload",
        "instructions": "Each below",
        "expected": [{
            "source": "bank", "schema_slug": "statement", "title": "Bank",
            "instructions": "The last month", "accept": ["application/pdf"], "max_size_mb": 50,
            "status": "completed", "period": "2026-04",
            "args": {
                "source": "bank", "schema_slug": "statement",
                "signal_task_id": "run:collect:ingest:bank", "signal_name": "document_submitted",
            },
        }],
        "actions": [{ "kind": "approve", "label": "Approve all" }],
    });
    assert_eq!(wire(upload)["config"], expected);
}

#[test]
fn a_file_upload_with_every_option() {
    let upload = FileUpload::new("Upload")
        .instructions("As exported")
        .accept(["text/csv"])
        .max_size_mb(25)
        .multiple(false);
    let expected = json!({
        "title": "Upload", "instructions": "As exported", "accept": ["text/csv"],
        "max_size_mb": 25, "multiple": false,
    });
    assert_eq!(wire(upload)["config"], expected);
}

#[test]
fn a_list_that_an_author_overwrote_starts_anew() {
    let table = DataTable::default().config("actions", "none").action(HintAction::reject("No"));
    assert_eq!(wire(table)["config"]["actions"], json!([{ "kind": "reject", "label": "No" }]));
}

#[test]
fn raw_takes_any_struct_or_map() {
    let hint = DisplayHint::raw("CHART", json!({ "kind": "bar" })).unwrap();
    assert_eq!(wire(hint), json!({ "component": "CHART", "config": { "kind": "bar" } }));
    assert!(matches!(DisplayHint::raw("  ", json!({})), Err(HintError::BlankComponent)));
    for config in [json!(null), json!([]), json!("x")] {
        assert!(matches!(DisplayHint::raw("C", config), Err(HintError::ConfigNotAnObject { .. })));
    }
    let not_json = std::collections::BTreeMap::from([((1, 2), 3)]);
    assert!(matches!(DisplayHint::raw("C", not_json), Err(HintError::ConfigNotJson { .. })));
}

#[test]
fn keys_beside_the_two_are_kept() {
    let sent = json!({ "component": "X", "config": { "a": 1 }, "version": 2 });
    let hint: DisplayHint = serde_json::from_value(sent.clone()).unwrap();
    assert_eq!(hint.extra["version"], 2);
    assert_eq!(wire(hint), sent);
    let bare: DisplayHint = serde_json::from_value(json!({ "component": "X" })).unwrap();
    assert_eq!(bare, DisplayHint::new("X", Map::new()));
}

#[test]
fn the_schema_names_the_component_and_allows_more() {
    let schema = schemars::schema_for!(DisplayHint).to_value();
    assert_eq!(schema["required"], json!(["component"]));
    assert_eq!(schema["additionalProperties"], json!(true));
}
