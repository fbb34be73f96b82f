//! The command with a decision that was made before.

use std::net::TcpStream;

use document_ingest::store::Store;
use ntro_workflow_tests::postgres::database;
use serde_json::json;

use crate::desk::{Desk, Record};
use crate::history::History;
use crate::process::eventually;
use crate::program::{bare, ingest, program, run};

#[tokio::test]
async fn approving_prints_the_committed_record_and_keeps_it() {
    let desk = Desk::new();
    let said = ingest(&desk, &desk.lay_sample(), "approve");
    assert_eq!((said.code, said.stderr.as_str()), (Some(0), ""), "{said:?}");
    for step in ["Await submission", "Parse PDF", "Extract fields", "Review extraction", "Commit"] {
        assert!(said.stdout.contains(&format!("✔ {step}")), "{said:?}");
    }
    let record = said.json();
    assert_eq!(record["corrections_applied"], 0);
    assert_eq!(record["extracted_payload"]["fields"][1]["value"], "SF-2026-0147");
    let record_id = record["record_id"].as_str().unwrap().to_owned();
    assert_eq!(desk.records().await, [Record { record_id, total: "2380.92".into(), corrections_applied: 0 }]);
}

#[tokio::test]
async fn the_record_may_be_in_postgresql() {
    let desk = Desk::new();
    let (document, url) = (desk.lay_sample(), database().await);
    let mut command = program();
    command.arg(document).args(["--decide", "approve", "--database", &url, "--data"]).arg(desk.data());
    let said = run(&mut command);
    assert_eq!((said.code, said.stderr.as_str()), (Some(0), ""), "{said:?}");
    let store = Store::open(url.parse().unwrap()).await.unwrap();
    assert!(said.stdout.contains(&format!("Committed to {}:", store.database())), "{said:?}");
    assert_eq!(store.count().await.unwrap(), 1);
    assert!(!desk.data().join("records.sqlite").exists());
}

#[tokio::test]
async fn rejecting_commits_nothing_and_has_a_status_of_its_own() {
    let desk = Desk::new();
    let said = ingest(&desk, &desk.lay_sample(), "reject");
    assert_eq!((said.code, said.stderr.as_str()), (Some(3), ""), "{said:?}");
    assert!(said.stdout.contains("Nothing was committed: rejected."), "{said:?}");
    assert_eq!(desk.records().await, []);
    assert_eq!(History::of(said.run()).failure_type(), Some("Rejected"));
}

#[tokio::test]
async fn corrected_values_are_committed_and_counted() {
    let desk = Desk::new();
    let corrections = desk.lay_corrections(&json!([
        {"line_item_id": "total", "field": "value", "old_value": 2380.92, "new_value": 2380.90},
        {"line_item_id": "li-5", "field": "amount", "new_value": 119.98},
    ]));
    let said = ingest(&desk, &desk.lay_sample(), corrections);
    assert_eq!(said.code, Some(0), "{said:?}");
    let record = said.json();
    assert_eq!(record["extracted_payload"]["fields"][4]["value"], 2380.90);
    assert_eq!(record["extracted_payload"]["line_items"][4]["amount"], 119.98);
    let committed = desk.records().await;
    assert_eq!((committed[0].total.as_str(), committed[0].corrections_applied), ("2380.90", 2));
    assert_eq!(desk.amounts().await, ["756.00", "899.00", "159.60", "49.50", "119.98"]);
}

#[tokio::test]
async fn without_a_server_it_starts_its_own_and_takes_it_down_again() {
    let desk = Desk::new();
    let mut command = bare();
    let command = command.arg(desk.lay_sample()).args(["--decide", "approve", "--data"]).arg(desk.data());
    let said = run(command);
    assert_eq!((said.code, said.stderr.as_str()), (Some(0), ""), "{said:?}");
    assert_eq!(desk.records().await.len(), 1);
    let address = said.stdout.lines().find_map(|line| line.strip_prefix("Temporal runs at "));
    let address = address.unwrap_or_else(|| panic!("no address in {said:?}"));
    eventually("its port is closed", || TcpStream::connect(address).is_err().then_some(()));
}
