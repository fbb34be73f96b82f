//! `run` where there is no terminal.

use ntro_workflow_tests::drive::eventually;
use ntro_workflow_tests::process::{Heard, Process, signal};
use ntro_workflow_tests::server::{TASK_QUEUE, unique};
use serde_json::json;
use std::process::Stdio;

use crate::program::{PACKAGE, Said, at_gates, client, ntro, program, start, test_worker, waiting};

/// Runs a runbook of the test package.
async fn run(arguments: &[&str]) -> Said {
    client().await;
    let worker = test_worker();
    let built = worker.iter().flat_map(|worker| ["--worker", worker.as_str()]);
    let command = ["run", "--manifest-path", PACKAGE].into_iter().chain(built);
    ntro(&command.chain(arguments.iter().copied()).collect::<Vec<_>>()).await
}

/// The last line: what comes before is Cargo's.
fn last(said: &Said) -> &str {
    said.stderr.trim().lines().last().unwrap_or_default()
}

#[tokio::test]
async fn the_result_stands_alone_on_standard_output_and_the_steps_beside_it() {
    let id = unique("decided");
    let said = run(&["one-review", "--input", "{}", "--id", &id, "--decide", "approve"]).await;
    assert_eq!(said.code, Some(0), "{said:?}");
    assert_eq!(
        said.json(),
        json!({"action": "approved", "amounts": [100.0], "comments": null, "late": false})
    );
    for part in [format!("The run is {id}\n"), "? Review the sheet\n".into(), "✔ Review the sheet\n".into()]
    {
        assert!(said.stderr.contains(&part), "no `{part}` in {}", said.stderr);
    }
}

#[tokio::test]
async fn input_that_does_not_fit_is_refused_whole_before_anything_starts() {
    let id = unique("wrong");
    let day = r#"{"chores": [{"name": 7, "fails": false}], "keyed": "yes"}"#;
    let said = run(&["parent", "--input", day, "--id", &id]).await;
    assert_eq!((said.code, said.stdout.as_str()), (Some(2), ""), "{said:?}");
    for part in [
        "does not fit `parent`",
        "/chores/0/name: ",
        "/chores/0: \"waits\"",
        "/keyed: ",
        "(the whole): \"by_slug\"",
    ] {
        assert!(said.stderr.contains(part), "no `{part}` in {}", said.stderr);
    }
    assert!(client().await.untyped_run(&id).info().await.is_err(), "nothing was started");
}

#[tokio::test]
async fn an_unknown_slug_has_a_nearest_one() {
    let said = run(&["one-revue"]).await;
    assert_eq!(said.code, Some(2), "{said:?}");
    assert_eq!(last(&said), "ntro: the worker has no runbook `one-revue`; did you mean `one-review`?");
}

#[tokio::test]
async fn what_fits_nothing_is_said_before_anything_starts() {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("decisions.json");
    let decisions = format!("@{}", file.display());
    std::fs::write(&file, json!({"revew": "approve"}).to_string()).unwrap();
    let id = unique("undecided");
    let said = run(&["one-review", "--input", "{}", "--id", &id, "--decide", &decisions]).await;
    assert_eq!((said.code, said.stdout.as_str()), (Some(2), ""), "{said:?}");
    let sentence = last(&said);
    assert!(sentence.contains("`revew`") && sentence.ends_with("did you mean `review`?"), "{sentence}");
    assert!(client().await.untyped_run(&id).info().await.is_err(), "nothing was started");
    let said = run(&["two-reviews", "--input", r#"{"a": 1}"#, "--detach"]).await;
    assert_eq!((said.code, said.stdout.as_str()), (Some(2), ""), "{said:?}");
    assert!(last(&said).contains("`two-reviews` takes no input, and nothing was started"), "{said:?}");
}

#[tokio::test]
async fn a_command_line_that_makes_no_sense_is_said() {
    for (arguments, part) in [
        (vec![], "<SLUG>"),
        (vec!["one-review", "--input", "{"], "not JSON"),
        (vec!["one-review", "--input", "@nowhere.json"], "nowhere.json cannot be read"),
        (vec!["one-review", "--decide", "aprove"], "neither `approve` nor `reject`"),
        (vec!["one-review", "--watch", "x"], "cannot be used with"),
    ] {
        let said = run(&arguments).await;
        assert_eq!(said.code, Some(2), "{said:?}");
        assert!(said.stderr.contains(part), "no `{part}` in {said:?}");
    }
}

#[tokio::test]
async fn without_a_worker_nothing_starts_unless_it_may_wait() {
    let (queue, id) = (unique("nobody"), unique("alone"));
    let arguments = ["one-review", "--input", "{}", "--task-queue", &queue, "--id", &id];
    let said = run(&arguments).await;
    assert_eq!(said.code, Some(4), "{said:?}");
    let sentence = last(&said);
    assert!(sentence.contains(&format!("no worker polls the task queue `{queue}`")), "{sentence}");
    assert!(sentence.contains("`cargo ntro dev`") && sentence.contains("--detach"), "{sentence}");
    assert!(client().await.untyped_run(&id).info().await.is_err(), "nothing was started");
    let detached = run(&[&arguments[..], &["--detach"]].concat()).await;
    assert_eq!((detached.code, detached.stdout.trim()), (Some(0), id.as_str()), "{detached:?}");
    assert!(last(&detached).contains("the run waits until one does"), "{detached:?}");
    client().await.untyped_run(&id).terminate("the test is over").await.unwrap();
}

#[tokio::test]
async fn an_id_that_is_open_already_can_be_watched() {
    let run_of_that_id = waiting("OneReviewWorkflow", json!({}), 1).await;
    let id = run_of_that_id.workflow_id();
    let again = run(&["one-review", "--input", "{}", "--id", id]).await;
    assert_eq!(again.code, Some(2), "{again:?}");
    assert!(last(&again).contains(&format!("cargo ntro run --watch {id}")), "{again:?}");
    let rejected = ntro(&["run", "--watch", id, "--decide", "reject"]).await;
    assert_eq!((rejected.code, rejected.stdout.as_str()), (Some(3), ""), "{rejected:?}");
    assert_eq!(last(&rejected), "ntro: rejected");
    let nowhere = ntro(&["run", "--watch", "nowhere"]).await;
    assert_eq!(nowhere.complaint().0, 2, "{nowhere:?}");
}

#[tokio::test]
async fn how_it_closed_is_json_for_programs() {
    let run = waiting("OneReviewWorkflow", json!({}), 1).await;
    let said = ntro(&["run", "--watch", run.workflow_id(), "--decide", "reject", "--json"]).await;
    assert_eq!(said.code, Some(3), "{said:?}");
    let closed = json!({"workflow_id": run.workflow_id(), "status": "failed", "kind": "Rejected", "message": "rejected"});
    assert_eq!(said.json(), closed);
    assert_eq!(said.stderr, "ntro: rejected\n");
}

#[tokio::test]
async fn each_gate_has_its_decision_submissions_and_gates_of_children_included() {
    let directory = tempfile::tempdir().unwrap();
    let decisions = directory.path().join("decisions.json");
    std::fs::write(&decisions, r#"{"await_document": {"submit": "a.pdf"}, "work": "approve"}"#).unwrap();
    let decisions = format!("@{}", decisions.display());
    let submission = waiting("SubmissionWorkflow", json!(2), 1).await;
    let said = ntro(&["run", "--watch", submission.workflow_id(), "--decide", &decisions]).await;
    assert_eq!((said.code, said.json()), (Some(0), json!(["a.pdf", "a.pdf"])), "{said:?}");

    let chores = json!([{"name": "books", "fails": false, "waits": true}, {"name": "rent", "fails": false, "waits": true}]);
    let day = json!({"chores": chores, "keyed": true, "by_slug": false});
    let parent = start("ParentWorkflow", day).await;
    let said = ntro(&["run", "--watch", parent.workflow_id(), "--decide", &decisions]).await;
    assert_eq!((said.code, said.json()), (Some(0), json!(["books done", "rent done"])), "{said:?}");
    assert!(said.stderr.contains("✔ kid books\n") && said.stderr.contains("? kid rent › Work\n"), "{said:?}");
}

#[tokio::test]
async fn a_decision_that_is_refused_or_missing_leaves_the_run_open() {
    let directory = tempfile::tempdir().unwrap();
    for (decisions, code, part) in [
        (
            json!({"review": [{"line_item_id": "r9", "field": "amount", "new_value": 1}]}),
            3,
            "the decision was refused",
        ),
        // It names what it is for, which is not this.
        (
            json!({"review": {"action": "approve", "gate_id": "review/review/1/000000000000", "revision": 1}}),
            3,
            "the decision was refused",
        ),
        (json!({"other": "approve"}), 1, "there is no decision on the gate `review/review`"),
        (json!({"review": {"submit": "a.pdf"}}), 1, "there is no decision on the gate `review/review`"),
    ] {
        let file = directory.path().join("decisions.json");
        std::fs::write(&file, decisions.to_string()).unwrap();
        let run = waiting("OneReviewWorkflow", json!({}), 1).await;
        let said =
            ntro(&["run", "--watch", run.workflow_id(), "--decide", &format!("@{}", file.display())]).await;
        assert_eq!(said.code, Some(code), "{said:?}");
        assert!(last(&said).contains(part) && last(&said).contains("cargo ntro run --watch"), "{said:?}");
        at_gates(&run, 1).await;
        let decisions = format!("@{}", file.display());
        let said = ntro(&["run", "--watch", run.workflow_id(), "--json", "--decide", &decisions]).await;
        let told = said.json();
        assert_eq!((&told["workflow_id"], &told["status"]), (&json!(run.workflow_id()), &json!("running")));
        assert!(told["message"].as_str().unwrap_or_default().contains(part), "{told}");
        run.terminate("the test is over").await.unwrap();
    }
}

#[tokio::test]
async fn a_gate_that_nobody_decides_here_says_how_to_answer_it_and_ctrl_c_leaves_the_run_open() {
    let run = waiting("OneReviewWorkflow", json!({}), 1).await;
    let id = run.workflow_id();
    let mut command = program(&["run", "--watch", id]).await;
    let mut process =
        Process::start(command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()));
    let heard = Heard::from(process.child().stderr.take().unwrap());
    let answer = format!("cargo ntro act {id} approve --gate review/review/1/");
    ntro_workflow_tests::process::eventually("it is told how to answer", || {
        heard.text().contains(&answer).then_some(())
    });
    signal("INT", process.id());
    assert_eq!(process.ends().code(), Some(130));
    ntro_workflow_tests::process::eventually("all is heard", || heard.is_complete().then_some(()));
    assert!(heard.text().contains("stopped by Ctrl-C; the run goes on"), "{}", heard.text());
    at_gates(&run, 1).await;
    assert_eq!(run.info().await.unwrap().task_queue, TASK_QUEUE);
}

#[tokio::test]
async fn a_run_that_is_stuck_says_why_at_once_and_is_waited_for() {
    let run = start("NobodysWorkflow", json!(null)).await;
    let id = run.workflow_id();
    let mut command = program(&["run", "--watch", id]).await;
    let mut process =
        Process::start(command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()));
    let heard = Heard::from(process.child().stderr.take().unwrap());
    eventually("it is told why", || async {
        let text = heard.text();
        let told =
            text.contains("The run is stuck: ") && text.contains("Workflow type NobodysWorkflow not found");
        (told && text.contains(&format!("`cargo ntro act {id} terminate` ends the run"))).then_some(())
    })
    .await;
    run.terminate("the test is over").await.unwrap();
    assert_eq!(process.ends().code(), Some(1));
    assert_eq!(heard.text().matches("The run is stuck: ").count(), 1, "{}", heard.text());
}

#[tokio::test]
async fn documents_in_slots_are_decided_beforehand_and_a_failed_one_needs_a_decision() {
    let binder = |paper: &'static str, collect: Option<&'static str>| async move {
        let mut decisions = json!({ "await_paper": { "submit": paper }, "review": "approve" });
        if let Some(collect) = collect {
            decisions["collect"] = collect.into();
        }
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), decisions.to_string()).unwrap();
        let decisions = format!("@{}", file.path().display());
        run(&["binder", "--input", r#"{"sources": ["bank", "rents"]}"#, "--decide", &decisions]).await
    };
    let whole = binder("a.pdf", None).await;
    assert_eq!(whole.code, Some(0), "{whole:?}");
    assert_eq!(whole.json(), json!(["bank: a.pdf", "rents: a.pdf"]));

    let undecided = binder("torn", None).await;
    assert_ne!(undecided.code, Some(0));
    assert!(undecided.stderr.contains("no decision on the gate `collect/submit`"), "{undecided:?}");

    let given_up = binder("torn", Some("reject")).await;
    assert_ne!(given_up.code, Some(0));
    assert!(given_up.stderr.contains("missing: bank (failed), rents (failed)"), "{given_up:?}");
}
