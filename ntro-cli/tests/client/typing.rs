//! `run` at a terminal.

use ntro_workflow::worker::UntypedRun;
use ntro_workflow_tests::terminal::Terminal;
use serde_json::json;

use crate::program::{at_gates, ntro, program, two_waiting_children, waiting};

async fn watch(run: &UntypedRun) -> Terminal {
    Terminal::open(&program(&["run", "--watch", run.workflow_id()]).await)
}

#[tokio::test]
async fn a_person_corrects_a_cell_and_approves() {
    let run = waiting("OneReviewWorkflow", json!({}), 1).await;
    let mut terminal = watch(&run).await;
    terminal.shows("Look at the sheet");
    terminal.shows("[a]pprove, [c]orrect a cell, [r]eject?");
    terminal.types("x");
    terminal.shows("`x` is not an answer");
    terminal.shows("[r]eject?");
    terminal.types("c");
    terminal.shows("Row (its id, such as r1)?");
    terminal.types("r1");
    terminal.shows("New value (now 100.0)?");
    terminal.types("-5");
    terminal.shows("1 corrected.");
    terminal.types("a");
    terminal.shows("Refused: ");
    terminal.shows("amount 100.0 → -5");
    terminal.shows("1 corrected.");
    terminal.types("c");
    terminal.shows("Row");
    terminal.types("r1");
    terminal.shows("New value");
    terminal.types("99");
    terminal.shows("1 corrected.");
    terminal.types("a");
    let (code, rest) = terminal.ends();
    assert_eq!(code, Some(0), "{rest}");
    assert!(rest.contains("✔ Review the sheet") && rest.contains("\"corrected\""), "{rest}");
    assert_eq!(run.result().await.unwrap()["amounts"], json!([99.0]));
}

#[tokio::test]
async fn a_row_that_has_a_status_is_rejected_by_itself() {
    let run = waiting("JournalsWorkflow", json!("declared"), 1).await;
    let mut terminal = watch(&run).await;
    terminal.shows("note \"Accruals\"");
    terminal.shows("[x] reject a row");
    terminal.types("x");
    terminal.shows("Row (its id, such as r1 or r2)?");
    terminal.types("r9");
    terminal.shows("There is no row `r9`.");
    terminal.shows("[r]eject?");
    terminal.types("x");
    terminal.shows("Row");
    terminal.types("r2");
    terminal.shows("status \"REJECTED\"");
    terminal.shows("[r]eject?");
    terminal.types("a");
    let (code, rest) = terminal.ends();
    assert_eq!(code, Some(0), "{rest}");
    assert_eq!(run.result().await.unwrap()["journal"]["lines"][1]["status"], "REJECTED");
}

#[tokio::test]
async fn a_person_submits_the_json_of_the_signal() {
    let run = waiting("SubmissionWorkflow", json!(1), 1).await;
    let mut terminal = watch(&run).await;
    terminal.shows("JSON for the signal `document_submitted`");
    terminal.types("a.pdf");
    terminal.shows("That is not JSON");
    terminal.shows("JSON for the signal");
    terminal.types("7");
    terminal.shows("Refused: ");
    terminal.shows("JSON for the signal");
    terminal.types("\"a.pdf\"");
    let (code, rest) = terminal.ends();
    assert_eq!(code, Some(0), "{rest}");
    assert_eq!(run.result().await.unwrap(), json!(["a.pdf"]));
}

#[tokio::test]
async fn gates_of_children_are_asked_one_by_one() {
    let (run, _) = two_waiting_children().await;
    let mut terminal = watch(&run).await;
    terminal.shows("kid books");
    terminal.shows(":share:kid:books)");
    terminal.shows("[l]ater, [a]pprove, [c]orrect it, [r]eject?");
    terminal.types("l");
    terminal.shows(":share:kid:rent)");
    terminal.shows("[r]eject?");
    terminal.types("a");
    terminal.shows(":share:kid:books)");
    terminal.shows("[r]eject?");
    terminal.types("r");
    terminal.shows("Why?");
    terminal.types("not today");
    let (code, rest) = terminal.ends();
    assert_eq!(code, Some(0), "{rest}");
    assert_eq!(run.result().await.unwrap()[1], "rent done");
}

#[tokio::test]
async fn of_several_gates_each_is_named_and_one_that_is_put_off_keeps_what_was_corrected() {
    let run = waiting("SideBySideWorkflow", json!(null), 2).await;
    let mut terminal = watch(&run).await;
    terminal.shows("left/review");
    terminal.shows("amount 1.0");
    terminal.shows("[r]eject?");
    terminal.types("c");
    terminal.shows("Row (its id");
    terminal.types("r1");
    terminal.shows("New value (now 1.0)");
    terminal.types("77");
    terminal.shows("1 corrected. [l]ater");
    terminal.types("l");
    terminal.shows("right/review");
    terminal.shows("amount 2.0");
    terminal.shows("[r]eject?");
    terminal.types("l");
    terminal.shows("left/review");
    terminal.shows("amount 1.0 → 77");
    terminal.shows("1 corrected. ");
    terminal.types("a");
    terminal.shows("amount 2.0");
    terminal.shows("[r]eject?");
    terminal.types("a");
    let (code, rest) = terminal.ends();
    assert_eq!(code, Some(0), "{rest}");
    assert_eq!(run.result().await.unwrap(), json!([77.0, 2.0]));
}

#[tokio::test]
async fn what_is_no_text_is_asked_for_again() {
    let run = waiting("OneReviewWorkflow", json!({}), 1).await;
    let mut terminal = watch(&run).await;
    terminal.shows("[r]eject?");
    terminal.types("r");
    terminal.shows("Why?");
    terminal.presses(b"f\xe4lsch\n");
    terminal.shows("no UTF-8");
    terminal.shows("Why?");
    terminal.types("fälsch");
    let (code, rest) = terminal.ends();
    assert_eq!(code, Some(3), "{rest}");
    assert!(rest.contains("rejected: fälsch"), "{rest}");
}

#[tokio::test]
async fn a_question_that_somebody_else_answers_is_taken_back() {
    let run = waiting("TwoReviewsWorkflow", json!(null), 1).await;
    let mut terminal = watch(&run).await;
    terminal.shows("[r]eject?");
    assert_eq!(ntro(&["act", run.workflow_id(), "approve"]).await.code, Some(0));
    terminal.shows("answered elsewhere");
    terminal.shows("amount 1000000.0");
    terminal.shows("[r]eject?");
    terminal.types("r");
    terminal.shows("Why?");
    terminal.types("");
    let (code, rest) = terminal.ends();
    assert_eq!(code, Some(3), "{rest}");
}

#[tokio::test]
async fn a_terminal_that_is_closed_leaves_the_run_open() {
    let run = waiting("OneReviewWorkflow", json!({}), 1).await;
    let mut terminal = watch(&run).await;
    terminal.shows("[r]eject?");
    terminal.presses("\u{4}");
    let (code, rest) = terminal.ends();
    assert_eq!(code, Some(1), "{rest}");
    assert!(rest.contains("the terminal was closed before a decision; the run goes on"), "{rest}");
    at_gates(&run, 1).await;
}

#[tokio::test]
async fn a_person_tries_a_torn_paper_again() {
    let run = waiting("BinderWorkflow", json!({ "sources": ["bank"] }), 1).await;
    let mut terminal = watch(&run).await;
    terminal.shows("JSON for the signal `paper_submitted`");
    terminal.types("\"torn\"");
    terminal.shows("bank has failed: child run `paper` failed: it is torn");
    terminal.shows("[t]ry again, [g]ive all up?");
    terminal.types("t");
    terminal.shows("JSON for the signal `paper_submitted`");
    terminal.types("\"whole\"");
    terminal.shows("[a]pprove");
    terminal.types("a");
    let (code, rest) = terminal.ends();
    assert_eq!(code, Some(0), "{rest}");
    assert_eq!(run.result().await.unwrap(), json!(["bank: whole"]));
}

#[tokio::test]
async fn what_was_typed_for_one_gate_is_no_answer_to_the_next() {
    let run = waiting("TwoReviewsWorkflow", json!(null), 1).await;
    let mut terminal = watch(&run).await;
    terminal.shows("[r]eject?");
    terminal.presses("a");
    // The terminal has it: it shows what is typed.
    terminal.shows("a");
    assert_eq!(ntro(&["act", run.workflow_id(), "approve"]).await.code, Some(0));
    terminal.shows("answered elsewhere");
    terminal.shows("[r]eject?");
    terminal.types("");
    terminal.shows("`` is not an answer");
    terminal.types("r");
    terminal.shows("Why");
    terminal.types("nobody looked");
    let (code, rest) = terminal.ends();
    assert_eq!(code, Some(3), "{rest}");
}
