//! The command with decisions that were made before.

use ntro_workflow_tests::postgres::database;
use serde_json::{Value, json};

use crate::desk::{Desk, count, sample};
use crate::program::{Said, process, program, run};

/// What the samples come to when they are reviewed by `decisions.json`, added up by hand: the travel sheet
/// says 15441.95, of which 96.00 are dollars and 129.80 are there twice.
fn assert_samples(said: &Said) {
    let result = said.json();
    let months = result["periods"].as_array().expect("months");
    let shown: Vec<Value> = months
        .iter()
        .map(|month| {
            json!([month["period"], month["approved"], month["rejected"], month["posted"], month["totals"]])
        })
        .collect();
    assert_eq!(
        shown,
        [
            json!(["2026-03", 14, 2, 14, {"EUR": 15216.15, "USD": 96.0}]),
            json!(["2026-04", 14, 1, 14, {"EUR": 5132.69, "GBP": 2450.0, "USD": 412.37}]),
        ],
        "{said:?}"
    );
    assert_eq!((&result["batches"], &result["corrections_applied"]), (&json!(2), &json!(7)));
}

fn samples() -> [std::path::PathBuf; 2] {
    [sample("travel-march.csv"), sample("card-april.xlsx")]
}

#[tokio::test]
async fn both_samples_are_reviewed_and_posted() {
    let desk = Desk::new();
    let said = process(&desk, &samples(), sample("decisions.json"));
    assert_eq!((said.code, said.stderr.as_str()), (Some(0), ""), "{said:?}");
    for line in
        ["✔ Collect expenses", "✔ Categorise", "✔ Review expenses", "✔ Commit", "✔ Post to the ledger"]
    {
        assert!(said.stdout.contains(line), "no `{line}` in {said:?}");
    }
    assert!(said.stdout.contains("travel-march.csv brought 16 expenses in 17 rows"), "{said:?}");
    assert!(
        said.stdout.contains("the sum in row 21 is 8019.06, but the rows above come to 7995.06"),
        "{said:?}"
    );
    assert_samples(&said);
    assert_eq!(count(desk.ledger(), "expenses").await, 31);
}

#[tokio::test]
async fn the_ledger_may_be_in_postgresql() {
    let desk = Desk::new();
    let url = database().await;
    let mut command = program();
    command.args(samples()).arg("--decide").arg(sample("decisions.json"));
    let said = run(command.args(["--database", &url, "--data"]).arg(desk.data()));
    assert_eq!((said.code, said.stderr.as_str()), (Some(0), ""), "{said:?}");
    assert_samples(&said);
    assert_eq!(count(url.parse().expect("a database"), "expenses").await, 31);
    assert!(!desk.data().join("ledger.sqlite").exists());
}

#[tokio::test]
async fn what_needs_attention_is_not_approved_blindly() {
    let desk = Desk::new();
    let said = process(&desk, &[sample("travel-march.csv")], "approve");
    assert_eq!(said.code, Some(1), "{said:?}");
    let sentence = said.sentence();
    assert!(sentence.contains("b1-r5: `Deutche Bahn` is no known vendor (is it Deutsche Bahn?)"), "{said:?}");
    assert!(sentence.contains("and 4 more rows need attention"), "{said:?}");
    assert_eq!(count(desk.ledger(), "expenses").await, 0);
}

#[tokio::test]
async fn rejecting_posts_nothing_and_has_a_status_of_its_own() {
    let desk = Desk::new();
    let broken = desk.lay("letter.csv", "Dear Anna,\nplease pay.\n");
    let said = process(&desk, &[sample("card-april.xlsx"), broken], "reject");
    assert_eq!(said.code, Some(3), "{said:?}");
    assert!(said.sentence().starts_with("letter.csv was refused: no row of the sheet says"), "{said:?}");
    assert_eq!(count(desk.ledger(), "expenses").await, 15);
    assert_eq!(count(desk.ledger(), "journal_lines").await, 0);
}

#[test]
fn what_makes_no_sense_is_said_in_one_sentence() {
    let desk = Desk::new();
    let sheet = desk.lay("good.csv", "Vendor,Date,Amount,Currency\nUber,2026-03-01,12.00,EUR\n");
    let sheet = sheet.to_str().expect("a name");
    let wrong = desk.lay("wrong.json", "{\"decide\": \"approve\"}");
    for (arguments, code, reason) in [
        (vec![sheet], 1, "there is no terminal to ask at; pass --decide"),
        (vec!["none.csv", "--decide", "approve"], 1, "cannot read none.csv"),
        (vec![sheet, "--decide", "maybe"], 2, "it is neither `approve` nor `reject`"),
        (vec![sheet, "--decide", wrong.to_str().expect("a name")], 2, "`reject_rows` and `corrections`"),
        (vec![sheet, "--decide", "approve", "--database", "mysql://x"], 2, "no database of this program"),
        (vec![sheet, "--decide", "approve", "--max-rows", "0"], 2, "--max-rows"),
        (vec![], 2, "<FILES>"),
    ] {
        let said = run(program().args(&arguments).arg("--data").arg(desk.data()));
        assert_eq!(said.code, Some(code), "{said:?}");
        assert!(said.stderr.contains(reason), "{said:?}");
        assert_eq!(said.stdout, "", "nothing was started");
    }
}
