//! `show`.

use ntro_workflow_tests::drive::eventually;
use ntro_workflow_tests::runbooks::checks::release;
use ntro_workflow_tests::server::unique;
use serde_json::json;

use crate::program::{at_gates, client, ntro, waiting};

#[tokio::test]
async fn a_run_shows_its_steps_its_gate_and_its_log() {
    let run = waiting("OneReviewWorkflow", json!({}), 1).await;
    let id = run.workflow_id();
    let edited = ntro(&["act", id, "row", "edit", "r1.amount=125"]).await;
    assert_eq!(edited.code, Some(0), "{edited:?}");
    let said = ntro(&["show", id]).await;
    assert_eq!((said.code, said.stderr.as_str()), (Some(0), ""), "{said:?}");
    let head = format!("{id}: one-review, running for ");
    for part in [
        head.as_str(),
        "  ? Review the sheet",
        "Open gates",
        "review/review/1/",
        "Look at the sheet",
        "takes: approved, corrected, rejected",
        "r1         amount 125",
        "Log",
        "edit_cell",
        "ada",
    ] {
        assert!(said.stdout.contains(part), "no `{part}` in {}", said.stdout);
    }

    let shown = ntro(&["show", id, "--json"]).await.json();
    assert_eq!(shown["run"]["workflow_id"], id);
    assert_eq!(shown["tree"]["state"]["pending_actions"][0]["payload"]["rows"][0]["amount"], 125);
    assert_eq!(shown["log"][0]["event"], "row_edited");
}

#[tokio::test]
async fn a_long_log_is_shown_in_part_and_in_whole_on_demand() {
    let run = waiting("OneReviewWorkflow", json!({}), 1).await;
    let gate = run.pending_action().await.unwrap().unwrap().gate_id;
    for revision in 1..=60 {
        let edit = json!({"kind": "row_action", "gate_id": gate, "revision": revision,
            "payload": {"action": "edit_cell", "row_id": "r1", "field": "amount", "value": revision}});
        run.update("user_action", &edit).await.unwrap();
    }
    let lines = |text: &str| text.lines().filter(|line| line.contains("edit_cell")).count();
    let newest = ntro(&["show", run.workflow_id()]).await.stdout;
    assert_eq!(lines(&newest), 10);
    assert!(newest.contains("the newest 10 of 60 lines"), "{newest}");
    assert_eq!(lines(&ntro(&["show", run.workflow_id(), "--log"]).await.stdout), 60);
    let json = ntro(&["show", run.workflow_id(), "--json"]).await.json();
    assert_eq!(json["log"].as_array().unwrap().len(), 60);
}

#[tokio::test]
async fn the_runs_below_stand_under_the_step_that_started_them() {
    let chores = json!([{"name": "rent", "fails": true, "waits": false}, {"name": "books", "fails": false, "waits": true}]);
    let run =
        crate::program::start("ParentWorkflow", json!({"chores": chores, "keyed": true, "by_slug": false}))
            .await;
    let shown = eventually("one failed and one waits", || async {
        let shown = ntro(&["show", run.workflow_id()]).await.stdout;
        (shown.contains("✘ kid rent") && shown.contains("? kid books")).then_some(shown)
    })
    .await;
    let lines = [
        "\n  ▶ Share the work",
        "\n    ✘ kid rent",
        "\n      ✘ Work: rent is tired",
        "\n    ? kid books",
        "\n      ? Work",
    ];
    let places: Vec<_> = lines
        .iter()
        .map(|line| shown.find(line).unwrap_or_else(|| panic!("no {line:?} in {shown}")))
        .collect();
    assert!(places.is_sorted(), "{shown}");
    assert!(shown.contains(&format!("of {}:share:kid:books (kid)", run.workflow_id())), "{shown}");
    run.terminate("the test is over").await.unwrap();
}

#[tokio::test]
async fn a_closed_run_is_shown_too() {
    let run = waiting("OneReviewWorkflow", json!({}), 1).await;
    assert_eq!(ntro(&["act", run.workflow_id(), "reject", "--comments", "wrong month"]).await.code, Some(0));
    run.result().await.unwrap_err();
    let ending = &ntro(&["show", run.workflow_id(), "--json"]).await.json()["ending"];
    assert_eq!((&ending["kind"], &ending["message"]), (&json!("Rejected"), &json!("rejected: wrong month")));
    let shown = ntro(&["show", run.workflow_id()]).await.stdout;
    for part in [
        "failed",
        "\n  failed with Rejected: rejected: wrong month\n",
        "✘ Review the sheet: rejected: wrong month",
        "rejected",
        "wrong month",
    ] {
        assert!(shown.contains(part), "no `{part}` in {shown}");
    }
}

#[tokio::test]
async fn what_people_wrote_is_one_line_of_the_log_however_long() {
    let run = waiting("OneReviewWorkflow", json!({}), 1).await;
    let comments = format!("line1\nline2\u{1b}[31mRED {}", "x".repeat(70_000));
    assert_eq!(ntro(&["act", run.workflow_id(), "reject", "--comments", &comments]).await.code, Some(0));
    run.result().await.unwrap_err();
    let shown = ntro(&["show", run.workflow_id()]).await;
    assert_eq!((shown.code, shown.stderr.as_str()), (Some(0), ""));
    let log = shown.stdout.lines().last().unwrap_or_default();
    assert!(log.contains("  rejected  ada") && log.contains("line1 line2 [31mRED xxx"), "no such line");
    assert!(!shown.stdout.contains('\u{1b}'), "an escape");
}

#[tokio::test]
async fn what_is_approved_is_shown_whole() {
    let run = waiting("JournalsWorkflow", json!("columns"), 1).await;
    assert_eq!(ntro(&["act", run.workflow_id(), "row", "reject", "r2"]).await.code, Some(0));
    let shown = ntro(&["show", run.workflow_id()]).await.stdout;
    let header = "\n    note \"Accruals\"  period \"2026-03\"\n    r1 ";
    assert!(shown.contains(header), "{shown}");
    assert!(shown.contains("    r2         account \"4020\"  amount 40.0  status \"REJECTED\"\n"), "{shown}");
}

#[tokio::test]
async fn a_run_that_is_not_there_or_has_no_worker_is_said() {
    let (code, sentence) = ("nowhere", ntro(&["show", "nowhere"]).await);
    assert_eq!(sentence.complaint().0, 2, "{code}: {sentence:?}");
    assert!(sentence.complaint().1.contains("there is no run `nowhere`"), "{sentence:?}");
    let (client, id, queue) = (client().await, unique("alone"), unique("nobody"));
    let run = client.start_untyped(&queue, "OneReviewWorkflow", &id, &json!({})).await.unwrap();
    let said = ntro(&["show", &id]).await;
    let (code, sentence) = said.complaint();
    assert_eq!(code, 4, "{sentence}");
    assert!(sentence.contains(&format!("no worker polls its task queue `{queue}`")), "{sentence}");
    run.terminate("the test is over").await.unwrap();
}

#[tokio::test]
async fn a_failed_slot_says_why_and_how_it_is_tried_again() {
    let run = waiting("BinderWorkflow", json!({"sources": ["rent"]}), 1).await;
    let id = run.workflow_id();
    let child = run.client().untyped_run(&format!("{id}:collect:paper:rent"));
    at_gates(&child, 1).await;
    child.signal("paper_submitted", &json!("torn")).await.unwrap();
    let again = format!("again: cargo ntro act {id} --gate collect/submit row do retry rent");
    let shown = eventually("the slot has failed", || async {
        let shown = ntro(&["show", id]).await.stdout;
        shown.contains(&again).then_some(shown)
    })
    .await;
    assert!(shown.contains("    rent has failed: ") && shown.contains("it is torn\n    again:"), "{shown}");
    let unnamed = ntro(&["act", id, "row", "do", "retry", "rent"]).await;
    let (code, sentence) = unnamed.complaint();
    assert!(code == 3 && sentence.ends_with("name its gate: --gate collect/submit"), "{sentence}");
    let retried = ntro(&["act", id, "--gate", "collect/submit", "row", "do", "retry", "rent"]).await;
    assert_eq!(retried.code, Some(0), "{retried:?}");
    assert!(!ntro(&["show", id]).await.stdout.contains(&again));
}

#[tokio::test]
async fn the_checks_beside_a_gate_stand_with_it() {
    let name = unique("shown");
    let run = waiting("AuditedWorkflow", json!({"name": name, "timeout_ms": null}), 1).await;
    eventually("one check is done and the other is not", || async {
        let shown = ntro(&["show", run.workflow_id()]).await.stdout;
        let lines = ["Checks: Running quality checks (1 of 2)…", "▶ A long look", "✔ A short look"];
        lines.iter().all(|line| shown.contains(line)).then_some(())
    })
    .await;
    release(&name);
}
