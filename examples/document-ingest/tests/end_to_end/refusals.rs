//! Decisions that cannot be, and a command line that cannot be.

use serde_json::json;

use crate::desk::Desk;
use crate::history::History;
use crate::program::{ingest, program, run};
use crate::support::pdf::{Sheet, pdf};

#[tokio::test]
async fn corrections_that_do_not_fit_are_refused_and_nothing_is_committed() {
    let desk = Desk::new();
    let invoice = desk.lay_sample();
    for (correction, reason) in [
        (json!({"line_item_id": "li-9", "field": "amount", "new_value": 1}), "no row has the id `li-9`"),
        (json!({"line_item_id": "li-1", "field": "price", "new_value": 1}), "`price`"),
        (
            json!({"line_item_id": "total", "field": "value", "new_value": "a lot"}),
            "`a lot` is not a plain number",
        ),
        (
            json!({"line_item_id": "total", "field": "value", "old_value": 99.5, "new_value": 1}),
            "no longer holds the `old_value`",
        ),
    ] {
        let said = ingest(&desk, &invoice, desk.lay_corrections(&json!([correction])));
        assert_eq!(said.code, Some(1), "{said:?}");
        let sentence = said.sentence();
        assert!(sentence.starts_with("the decision was refused, and nothing was committed: "), "{sentence}");
        assert!(sentence.contains(reason), "{sentence}");
        // Nobody is left to answer it.
        assert_eq!(History::of(said.run()).last(), "EVENT_TYPE_WORKFLOW_EXECUTION_CANCELED");
    }
    assert_eq!(desk.records().await, []);
}

#[tokio::test]
async fn what_is_no_complete_invoice_cannot_be_approved() {
    let desk = Desk::new();
    let letter =
        Sheet::default().block(50.0, 100.0, 10.0, &["Dear neighbours,", "the party is on Saturday."]);
    let said = ingest(&desk, &desk.lay("letter.pdf", &pdf(&[letter])), "approve");
    assert_eq!(said.code, Some(1), "{said:?}");
    assert!(
        said.sentence().contains("nothing was committed") && said.sentence().contains("is missing"),
        "{said:?}"
    );
    assert_eq!(desk.records().await, []);
}

#[test]
fn a_command_line_that_cannot_be_says_what_to_do() {
    let desk = Desk::new();
    let invoice = desk.lay_sample().display().to_string();
    let nothing = desk.lay_corrections(&json!([])).display().to_string();
    let no_list = desk.lay("no-list.json", b"{}").display().to_string();
    for (arguments, code, reason) in [
        (vec!["nowhere.pdf", "--decide", "approve"], 1, "cannot read nowhere.pdf"),
        (vec![&invoice], 1, "there is no terminal to ask at; pass --decide"),
        (vec![&invoice, "--decide", "aprove"], 2, "neither `approve` nor `reject`"),
        (vec![&invoice, "--decide", &nothing], 2, "the list of corrections is empty"),
        (
            vec![&invoice, "--decide", &no_list],
            2,
            "not a list of {line_item_id, field, old_value, new_value}",
        ),
        (vec![&invoice, "--decide", "approve", "--period", "March"], 2, "write YYYY-MM"),
        (vec![], 2, "<FILE>"),
    ] {
        let said = run(program().args(&arguments).current_dir(desk.documents()));
        assert_eq!(said.code, Some(code), "{said:?}");
        assert!(said.stderr.contains(reason), "{said:?}");
        assert_eq!(said.stdout, "", "nothing was started");
    }
}

#[test]
fn a_server_that_is_not_there_is_named() {
    let desk = Desk::new();
    // Port 1 has no server on any machine of ours.
    let mut command = program();
    command.env("TEMPORAL_ADDRESS", "127.0.0.1:1").arg(desk.lay_sample());
    let said = run(command.args(["--decide", "approve", "--data"]).arg(desk.data()));
    assert_eq!(said.code, Some(1), "{said:?}");
    assert!(said.sentence().contains("cannot reach Temporal at http://127.0.0.1:1"), "{said:?}");
}
