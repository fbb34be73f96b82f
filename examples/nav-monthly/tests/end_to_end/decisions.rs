//! The command with decisions that were made before.

use nav_monthly::store::State;
use serde_json::json;

use crate::desk::Desk;
use crate::program::{bare, close, program, run};

#[tokio::test]
async fn approving_closes_the_month_and_prints_it() {
    let desk = Desk::in_sqlite();
    let said = close(&desk, "2026-03", "approve");
    assert_eq!((said.code, said.stderr.as_str()), (Some(0), ""), "{said:?}");
    for step in [
        "Open the period",
        "Collect the documents",
        "document-ingest utilities",
        "Review the journal",
        "Post",
    ] {
        assert!(said.stdout.contains(&format!("✔ {step}")), "no `{step}` in {said:?}");
    }
    let month = said.json();
    let totals = json!([
        {"source": "management-fee", "total": 1845.0},
        {"source": "utilities", "total": 436.0},
        {"source": "purchases", "total": 295.2},
    ]);
    assert_eq!((&month["period"], &month["totals"]), (&json!("2026-03"), &totals));
    let journal_reference = month["journal_reference"].as_str().unwrap().to_owned();
    assert_eq!(desk.state("2026-03").await, State::Closed { journal_reference });
}

#[tokio::test]
async fn a_rejected_journal_posts_nothing_and_the_month_stays_open() {
    let desk = Desk::in_sqlite();
    let decisions = json!({
        "review_extraction": "approve",
        "review": {"action": "reject", "comments": "wait for the meter"},
    });
    let said = close(&desk, "2026-03", desk.lay_decisions(&decisions));
    assert_eq!((said.code, said.stderr.as_str()), (Some(3), ""), "{said:?}");
    assert!(said.stdout.contains("Nothing was posted: rejected: wait for the meter."), "{said:?}");
    assert_eq!((desk.state("2026-03").await, desk.journals().await), (State::Open, 0));
    let again = close(&desk, "2026-03", "approve");
    assert_eq!((again.code, desk.journals().await), (Some(0), 1), "{again:?}");
}

#[tokio::test]
async fn a_rejected_document_posts_nothing() {
    let desk = Desk::in_sqlite();
    let said = close(&desk, "2026-03", "reject");
    assert_eq!((said.code, said.stderr.as_str()), (Some(3), ""), "{said:?}");
    assert_eq!((desk.state("2026-03").await, desk.journals().await), (State::Open, 0));
}

#[tokio::test]
async fn a_document_that_cannot_be_read_gives_the_month_up() {
    let desk = Desk::in_sqlite();
    let inbox = desk.lay_documents("2026-03");
    std::fs::write(inbox.join("utilities.pdf"), "no PDF at all").unwrap();
    let mut command = program();
    command.arg(&inbox).args(["--period", "2026-03", "--decide", "approve", "--data"]).arg(desk.data());
    let said = run(&mut command);
    assert_eq!((said.code, said.stderr.as_str()), (Some(3), ""), "{said:?}");
    assert!(said.stdout.contains("was given up: utilities: "), "{said:?}");
    assert_eq!((desk.state("2026-03").await, desk.journals().await), (State::Open, 0));
}

#[tokio::test]
async fn corrections_that_do_not_balance_are_refused_and_nothing_is_posted() {
    let desk = Desk::in_sqlite();
    let decisions = json!({
        "review_extraction": "approve",
        "review": [{"line_item_id": "utilities-1", "field": "debit", "new_value": 410.0}],
    });
    let said = close(&desk, "2026-03", desk.lay_decisions(&decisions));
    assert_eq!(said.code, Some(1), "{said:?}");
    let sentence = said.sentence();
    assert!(
        sentence.contains("the journal does not balance: debits are 2586.20 and credits 2576.20"),
        "{sentence}"
    );
    assert_eq!((desk.state("2026-03").await, desk.journals().await), (State::Open, 0));
}

#[tokio::test]
async fn without_a_server_it_starts_its_own() {
    let desk = Desk::in_sqlite();
    let said = run(desk.month(bare().args(["--decide", "approve"]), "2026-04"));
    assert_eq!((said.code, said.stderr.as_str()), (Some(0), ""), "{said:?}");
    assert!(said.stdout.contains("Temporal runs at "), "{said:?}");
    assert_eq!(desk.journals().await, 1);
}

#[tokio::test]
async fn what_it_cannot_do_it_says_in_one_sentence() {
    let desk = Desk::in_sqlite();
    std::fs::create_dir_all(desk.data()).unwrap();
    let mut empty = program();
    empty.arg(desk.data()).args(["--decide", "approve"]);
    let mut undecided = program();
    desk.month(&mut undecided, "2026-03");
    let mut away = program();
    let away_url = "postgres://clerk:secret@127.0.0.1:1/books";
    desk.month(away.args(["--decide", "approve", "--database", away_url]), "2026-03");
    for (command, told) in [
        (&mut empty, "has no management-fee.pdf, utilities.pdf, purchases.pdf; put the documents there"),
        (&mut undecided, "there is no terminal to ask at; pass --decide"),
        (&mut away, "cannot open the record store in postgres://127.0.0.1:1/books"),
    ] {
        let said = run(command);
        assert_eq!(said.code, Some(1), "{said:?}");
        assert!(said.sentence().contains(told) && !said.stderr.contains("secret"), "{said:?}");
    }
    let said = run(program().args(["--database", "mysql://localhost/books", "x"]));
    assert_eq!(said.code, Some(2), "{said:?}");
    assert!(said.stderr.contains("name a file, or postgres://"), "{said:?}");
}
