//! `act`.

use ntro_workflow::worker::ClientError;
use ntro_workflow_tests::drive::eventually;
use ntro_workflow_tests::server::{TASK_QUEUE, unique};
use serde_json::json;

use crate::program::{at_gates, client, ntro, start, two_waiting_children, waiting};

#[tokio::test]
async fn the_only_open_gate_is_approved_and_the_receipt_printed() {
    let run = waiting("OneReviewWorkflow", json!({}), 1).await;
    let gate = run.pending_action().await.unwrap().unwrap().gate_id.unwrap();
    let said = ntro(&[
        "act",
        run.workflow_id(),
        "approve",
        "--comments",
        "fine",
        "--as",
        "eve",
        "--action-id",
        "a1",
        "--gate",
        &gate,
    ])
    .await;
    assert_eq!((said.code, said.stderr.as_str()), (Some(0), ""), "{said:?}");
    assert!(said.stdout.starts_with("answered: review/review/1/"), "{said:?}");
    assert_eq!(run.result().await.unwrap()["comments"], "fine");
    let log = run.log().await.unwrap();
    assert_eq!(serde_json::to_value(&log[0].actor).unwrap(), "eve");
    assert!(log[0].addressed);
}

#[tokio::test]
async fn an_answer_with_an_id_is_applied_once_and_never_at_a_later_gate() {
    let run = waiting("TwoReviewsWorkflow", json!(null), 1).await;
    let approve = async |more: &[&str]| {
        ntro(&[&["act", run.workflow_id(), "approve", "--action-id", "k"], more].concat()).await
    };
    let first = run.pending_action().await.unwrap().unwrap().gate_id.unwrap();
    for named in [&[][..], &["--gate", "first"], &["--gate", "first/review"]] {
        let unnamed = approve(named).await;
        let (code, sentences) = unnamed.complaint();
        assert_eq!(code, 2, "{sentences}");
        assert!(sentences.contains("by its whole id") && sentences.contains(&first), "{sentences}");
    }
    for _ in 0..2 {
        let said = approve(&["--gate", &first]).await;
        assert_eq!((said.code, said.stdout), (Some(0), format!("answered: {first}\n")), "{}", said.stderr);
    }
    at_gates(&run, 1).await;
    let second = run.pending_action().await.unwrap().unwrap().gate_id.unwrap();
    assert!(second.starts_with("second/review/1/"), "{second}");
    assert_eq!(approve(&["--gate", &second]).await.code, Some(0));
    assert_eq!(run.result().await.unwrap().as_array().unwrap().len(), 2);
    let late = approve(&["--gate", &second]).await;
    assert_eq!((late.code, late.stdout), (Some(0), format!("answered: {second}\n")), "{}", late.stderr);
    let other = ntro(&["act", run.workflow_id(), "approve", "--action-id", "j", "--gate", &second]).await;
    assert!(other.complaint().1.contains("has closed already: completed; see what came of it"), "{other:?}");
}

#[tokio::test]
async fn an_answer_with_an_id_finds_the_run_below_that_took_it() {
    let (run, [books, rent]) = two_waiting_children().await;
    let gate = books.pending_action().await.unwrap().unwrap().gate_id.unwrap();
    let approve = ["act", run.workflow_id(), "approve", "--action-id", "k", "--gate", &gate];
    let (first, again) = (ntro(&approve).await, ntro(&approve).await);
    assert_eq!((first.code, again.code), (Some(0), Some(0)), "{first:?} {again:?}");
    assert_eq!((&first.stdout, &again.stdout), (&format!("answered: {gate}\n"), &first.stdout));
    at_gates(&rent, 1).await;
    run.terminate("the test is over").await.unwrap();
}

#[tokio::test]
async fn what_was_corrected_once_is_not_corrected_again() {
    let run = waiting("TwoReviewsWorkflow", json!(null), 1).await;
    let gate = run.pending_action().await.unwrap().unwrap().gate_id.unwrap();
    let act = async |answer: &[&str], action_id: &str| {
        let named = ["--gate", &gate, "--action-id", action_id];
        ntro(&[&["act", run.workflow_id()], answer, &named[..]].concat()).await
    };
    let edit = ["row", "edit", "r1.amount=7"];
    let (first, again) = (act(&edit, "k").await, act(&edit, "k").await);
    assert!(first.stdout.contains("is open, at revision 2"), "{first:?}");
    assert_eq!((again.code, &again.stdout), (Some(0), &first.stdout), "{again:?}");
    assert_eq!(run.ui_state().await.unwrap().log_total, 1);

    let correct = ["correct", "r1.amount=8.50", "--comments", "typo"];
    let first = act(&correct, "c").await;
    assert_eq!(
        (first.code, first.stdout.as_str()),
        (Some(0), format!("answered: {gate}\n").as_str()),
        "{first:?}"
    );
    // The gate shows nothing any more, neither what was there nor of which type.
    let again = act(&correct, "c").await;
    assert_eq!((again.code, &again.stdout), (Some(0), &first.stdout), "{again:?}");
    run.terminate("the test is over").await.unwrap();
}

#[tokio::test]
async fn cells_are_corrected_by_pairs_or_from_a_file() {
    let run = waiting("OneReviewWorkflow", json!({}), 1).await;
    let said = ntro(&["act", run.workflow_id(), "correct", "r1.amount=125.5", "--json"]).await;
    assert_eq!(said.json()["closed"], true, "{said:?}");
    assert_eq!(run.result().await.unwrap()["amounts"], json!([125.5]));

    let directory = tempfile::tempdir().unwrap();
    for (name, corrections) in [
        ("cells.json", json!([{"line_item_id": "r1", "field": "amount", "new_value": 7}])),
        ("whole.json", json!({"rows": [{"id": "r1", "amount": 7}]})),
    ] {
        let file = directory.path().join(name);
        std::fs::write(&file, corrections.to_string()).unwrap();
        let run = waiting("OneReviewWorkflow", json!({}), 1).await;
        let said = ntro(&["act", run.workflow_id(), "correct", &format!("@{}", file.display())]).await;
        assert_eq!(said.code, Some(0), "{said:?}");
        assert_eq!(run.result().await.unwrap()["amounts"], json!([7.0]));
    }
}

#[tokio::test]
async fn what_is_no_correction_is_all_said_at_once_and_nothing_changes() {
    let run = waiting("OneReviewWorkflow", json!({}), 1).await;
    let said = ntro(&["act", run.workflow_id(), "correct", "amount", "r9.amount=1", "r1.price=1"]).await;
    let (code, sentences) = said.complaint();
    assert_eq!((code, sentences.lines().count()), (2, 3), "{sentences}");
    assert!(
        sentences.contains("no row `r9`; it has `r1`") && sentences.contains("no field `price`"),
        "{sentences}"
    );
    assert_eq!(run.ui_state().await.unwrap().log_total, 0);
}

#[tokio::test]
async fn a_refusal_is_printed_with_its_reason_and_the_gate_stays_open() {
    let run = waiting("OneReviewWorkflow", json!({}), 1).await;
    let said = ntro(&["act", run.workflow_id(), "correct", "r1.amount=-1"]).await;
    let (code, sentence) = said.complaint();
    assert_eq!(code, 3, "{sentence}");
    assert!(sentence.contains("invalid_payload") && sentence.contains("/rows/0/amount"), "{sentence}");
    assert_eq!(ntro(&["act", run.workflow_id(), "approve"]).await.code, Some(0));
}

#[tokio::test]
async fn a_row_does_what_the_gate_has_for_it_and_a_header_field_is_corrected() {
    let run = waiting("JournalsWorkflow", json!("declared"), 1).await;
    let act = async |words: &[&str]| ntro(&[&["act", run.workflow_id()], words].concat()).await;
    let said = act(&["row", "do", "split", "r1", "kept=125"]).await;
    let (code, sentence) = said.complaint();
    assert_eq!(code, 3, "{sentence}");
    assert!(sentence.contains("keep more than nothing and less than 125"), "{sentence}");
    assert_eq!(act(&["row", "do", "split", "r1", "kept"]).await.complaint().0, 2);
    let said = act(&["row", "do", "split", "r1", "kept=100"]).await;
    assert!(said.stdout.contains("is open, at revision 2"), "{said:?}");
    assert_eq!(act(&["correct", ".period=2026-04"]).await.complaint().0, 3);
    let said = act(&["row", "edit", ".note=March"]).await;
    let (code, sentence) = said.complaint();
    assert_eq!(code, 2, "{sentence}");
    assert!(
        sentence.ends_with("it is corrected with the answer, as in `correct '.note=March'`"),
        "{sentence}"
    );
    assert_eq!(act(&["correct", "r1-rest.amount=20", ".note=March"]).await.code, Some(0));
    let journal = &run.result().await.unwrap()["journal"];
    assert_eq!((&journal["note"], &journal["lines"][2]["amount"]), (&json!("March"), &json!(20.0)));
}

#[tokio::test]
async fn a_row_edit_leaves_the_gate_open() {
    let run = waiting("OneReviewWorkflow", json!({}), 1).await;
    let said = ntro(&["act", run.workflow_id(), "row", "edit", "r1.amount=7"]).await;
    assert!(
        said.stdout.starts_with("changed: review/review/1/") && said.stdout.contains("at revision 2"),
        "{said:?}"
    );
    let gone = ntro(&["act", run.workflow_id(), "row", "reject", "r9"]).await;
    assert_eq!(gone.complaint().0, 3, "{gone:?}");
    assert_eq!(ntro(&["act", run.workflow_id(), "approve"]).await.code, Some(0));
    assert_eq!(run.result().await.unwrap()["amounts"], json!([7.0]));
}

#[tokio::test]
async fn of_several_gates_one_is_named() {
    let run = waiting("SideBySideWorkflow", json!(null), 2).await;
    let id = run.workflow_id();
    let unnamed = ntro(&["act", id, "approve"]).await;
    let (code, sentences) = unnamed.complaint();
    assert_eq!(code, 2, "{sentences}");
    assert!(
        sentences.starts_with("2 gates are open; name one of them with --gate:\n  left/review/1/"),
        "{sentences}"
    );
    assert!(sentences.contains("right/review/1/"), "{sentences}");
    let unknown = ntro(&["act", id, "approve", "--gate", "middle"]).await;
    assert!(unknown.complaint().1.contains("no open gate `middle`"), "{unknown:?}");
    assert_eq!(ntro(&["act", id, "approve", "--gate", "right/review"]).await.code, Some(0));
    at_gates(&run, 1).await;
    assert_eq!(ntro(&["act", id, "correct", "r1.amount=9"]).await.code, Some(0));
    assert_eq!(run.result().await.unwrap(), json!([9.0, 2.0]));
}

#[tokio::test]
async fn the_gate_of_a_child_is_answered_through_its_parent() {
    let chores = json!([{"name": "books", "fails": false, "waits": true}]);
    let run = start("ParentWorkflow", json!({"chores": chores, "keyed": false, "by_slug": false})).await;
    eventually("the child waits", || async {
        let said = ntro(&["act", run.workflow_id(), "approve"]).await;
        (said.code == Some(0)).then_some(())
    })
    .await;
    assert_eq!(run.result().await.unwrap(), json!(["books done"]));
}

#[tokio::test]
async fn a_signal_is_sent_and_one_that_is_refused_says_why() {
    let run = waiting("SubmissionWorkflow", json!(1), 1).await;
    let id = run.workflow_id();
    let approved = ntro(&["act", id, "approve"]).await;
    let (code, sentence) = approved.complaint();
    assert_eq!(code, 3, "{sentence}");
    assert!(sentence.contains(&format!("cargo ntro act {id} signal document_submitted")), "{sentence}");
    let named = ntro(&["act", id, "approve", "--gate", "await_document"]).await;
    let (code, sentence) = named.complaint();
    assert_eq!(code, 3, "{sentence}");
    let send = format!("but for the signal `document_submitted`; send it with `cargo ntro act {id} signal");
    assert!(
        sentence.contains("gate `await_document` waits for no decision") && sentence.contains(&send),
        "{sentence}"
    );
    let refused = ntro(&["act", id, "signal", "document_submitted", "7"]).await;
    assert_eq!(refused.complaint().0, 3, "{refused:?}");
    assert!(
        refused.complaint().1.starts_with("the run refused the signal `document_submitted`: "),
        "{refused:?}"
    );
    let unknown = ntro(&["act", id, "signal", "submitted"]).await;
    assert!(unknown.complaint().1.contains("document_submitted"), "{unknown:?}");
    let no_json = ntro(&["act", id, "signal", "document_submitted", "a.pdf"]).await;
    assert_eq!(no_json.code, Some(2), "{no_json:?}");
    assert!(no_json.stderr.contains("not JSON") && no_json.stderr.contains("@file.json"), "{no_json:?}");
    let sent = ntro(&["act", id, "signal", "document_submitted", "\"a.pdf\""]).await;
    assert_eq!(
        (sent.code, sent.stdout.as_str()),
        (Some(0), "the signal `document_submitted` was sent\n"),
        "{sent:?}"
    );
    assert_eq!(run.result().await.unwrap(), json!(["a.pdf"]));
}

#[tokio::test]
async fn runs_are_cancelled_and_terminated_and_then_closed() {
    let run = waiting("OneReviewWorkflow", json!({}), 1).await;
    assert_eq!(ntro(&["act", run.workflow_id(), "cancel", "--reason", "enough"]).await.code, Some(0));
    assert!(matches!(run.result().await.unwrap_err(), ClientError::RunCancelled));
    let run = waiting("OneReviewWorkflow", json!({}), 1).await;
    let said = ntro(&["act", run.workflow_id(), "terminate", "--json"]).await;
    assert_eq!(said.json(), json!({"terminated": run.workflow_id()}));
    assert!(matches!(run.result().await.unwrap_err(), ClientError::RunTerminated));
    let again = ntro(&["act", run.workflow_id(), "cancel"]).await;
    assert_eq!(again.complaint().0, 2, "{again:?}");
    let remedy = format!(
        "has closed already: terminated; see what came of it with `cargo ntro show {}`",
        run.workflow_id()
    );
    assert!(again.complaint().1.ends_with(&remedy), "{again:?}");
    let late = ntro(&["act", run.workflow_id(), "approve"]).await;
    assert_eq!(late.complaint(), again.complaint());
    assert!(!ntro(&["show", run.workflow_id()]).await.stdout.contains("Open gates"));
}

#[tokio::test]
async fn documents_are_given_up_at_their_gate_and_the_remedy_names_it() {
    let run = waiting("BinderWorkflow", json!({"sources": ["rent"]}), 1).await;
    let id = run.workflow_id();
    at_gates(&run.client().untyped_run(&format!("{id}:collect:paper:rent")), 1).await;
    let unnamed = ntro(&["act", id, "reject"]).await;
    let (code, sentences) = unnamed.complaint();
    assert_eq!(code, 3, "{sentences}");
    assert!(sentences.contains("signal paper_submitted"), "{sentences}");
    assert!(sentences.ends_with("name its gate: --gate collect/submit"), "{sentences}");
    assert_eq!(ntro(&["act", id, "reject", "--gate", "collect/submit"]).await.code, Some(0));
}

#[tokio::test]
async fn a_command_that_is_printed_can_be_given_to_a_shell() {
    let id = unique("par ent's");
    let run = client().await.start_untyped(TASK_QUEUE, "SubmissionWorkflow", &id, &json!(1)).await.unwrap();
    at_gates(&run, 1).await;
    let quoted = format!("cargo ntro act '{}' signal document_submitted", id.replace('\'', r"'\''"));
    let said = ntro(&["act", &id, "approve"]).await;
    assert!(said.complaint().1.contains(&quoted), "{said:?}");
    let shown = ntro(&["show", &id]).await;
    assert!(shown.stdout.contains(&quoted), "{shown:?}");
    run.terminate("the test is over").await.unwrap();
}

#[tokio::test]
async fn an_answer_is_for_the_revision_that_was_looked_at() {
    let run = waiting("OneReviewWorkflow", json!({}), 1).await;
    let id = run.workflow_id();
    let gate = run.pending_action().await.unwrap().unwrap().gate_id.unwrap();
    let approve =
        async |revision: &str| ntro(&["act", id, "approve", "--gate", &gate, "--revision", revision]).await;
    let shown = ntro(&["show", id]).await.stdout;
    assert!(shown.contains("at revision 1\n"), "{shown}");
    assert_eq!(ntro(&["act", id, "row", "edit", "r1.amount=999999"]).await.code, Some(0));
    let late = approve("1").await;
    let (code, sentence) = late.complaint();
    assert!(code == 3 && sentence.contains("stale_view"), "{sentence}");
    assert!(ntro(&["show", id]).await.stdout.contains("at revision 2\n"));
    assert_eq!(approve("2").await.code, Some(0));
    assert_eq!(run.result().await.unwrap()["amounts"], json!([999_999.0]));
}

#[tokio::test]
async fn a_revision_that_was_looked_at_is_not_that_of_the_next_gate() {
    let run = waiting("TwoReviewsWorkflow", json!(null), 1).await;
    let id = run.workflow_id();
    let looked_at = run.pending_action().await.unwrap().unwrap().gate_id.unwrap();
    assert_eq!(ntro(&["act", id, "approve"]).await.code, Some(0));
    at_gates(&run, 1).await;
    for named in [&[][..], &["--gate", "second"], &["--gate", &looked_at]] {
        let late = ntro(&[&["act", id, "approve", "--revision", "1"], named].concat()).await;
        assert_eq!(late.complaint().0, 2, "{late:?}");
        assert!(late.stderr.contains("second/review/1/"), "{late:?}");
    }
    assert_eq!(run.ui_state().await.unwrap().pending_actions.len(), 1, "the million is not paid");
    run.terminate("the test is over").await.unwrap();
}

#[tokio::test]
async fn what_is_of_answers_is_not_passed_over_by_what_is_none() {
    let run = waiting("SubmissionWorkflow", json!(1), 1).await;
    let id = run.workflow_id();
    for (what, option) in [
        (&["signal", "document_submitted", "\"a.pdf\""][..], ["--gate", "await_document"]),
        (&["signal", "document_submitted", "\"a.pdf\""], ["--action-id", "k"]),
        (&["cancel"], ["--as", "eve"]),
        (&["terminate"], ["--revision", "7"]),
    ] {
        let said = ntro(&[&["act", id], what, &option].concat()).await;
        let (code, sentence) = said.complaint();
        assert!(code == 2 && sentence.contains(what[0]) && sentence.contains(option[0]), "{sentence}");
    }
    at_gates(&run, 1).await;
    run.terminate("the test is over").await.unwrap();
}

#[tokio::test]
async fn nobody_is_asked_at_the_gates_of_a_child_that_was_ended() {
    let (run, [books, rent]) = two_waiting_children().await;
    books.terminate("its month is closed").await.unwrap();
    let open = eventually("the parent has noticed", || async {
        let shown = ntro(&["show", run.workflow_id(), "--json"]).await.json();
        (shown["tree"]["children"][0]["status"] == "failed").then_some(shown)
    })
    .await;
    assert_eq!(open["tree"]["children"][1]["status"], "running");
    let watched = ntro(&["run", "--watch", run.workflow_id(), "--decide", "approve"]).await;
    assert_eq!(watched.code, Some(0), "{watched:?}");
    assert_eq!(rent.result().await.unwrap(), "rent done");
}

#[tokio::test]
async fn the_id_of_one_answer_is_not_that_of_another() {
    let run = waiting("TwoReviewsWorkflow", json!(null), 1).await;
    let gate = run.pending_action().await.unwrap().unwrap().gate_id.unwrap();
    let act = async |answer: &[&str], action_id: &str| {
        let named = ["--gate", &gate, "--action-id", action_id];
        ntro(&[&["act", run.workflow_id()], answer, &named[..]].concat()).await
    };
    let is_refused = async |answer: &[&str], action_id: &str| {
        let refused = act(answer, action_id).await;
        let (code, sentence) = refused.complaint();
        let taken = format!("action_id_taken: `{action_id}` is the id of another answer, which was taken");
        assert!(code == 3 && sentence.contains(&taken), "{answer:?}: {sentence}");
    };
    assert_eq!(act(&["row", "edit", "r1.amount=7"], "k").await.code, Some(0));
    is_refused(&["row", "edit", "r1.amount=8"], "k").await;
    is_refused(&["approve"], "k").await;
    assert_eq!(act(&["approve"], "c").await.code, Some(0));
    is_refused(&["reject"], "c").await;
    is_refused(&["correct", "r1.amount=7"], "c").await;
    is_refused(&["approve", "--comments", "after all"], "c").await;
    assert_eq!(act(&["approve"], "c").await.code, Some(0));
    run.terminate("the test is over").await.unwrap();
    let late = act(&["reject"], "c").await;
    assert!(late.complaint().1.contains("has closed already: terminated"), "{late:?}");
    assert_eq!(act(&["approve"], "c").await.code, Some(0));
}
