//! What the server and stuck runs say, in words and with a remedy.

use std::net::TcpListener;

use ntro_workflow::worker::ClientError;
use ntro_workflow_tests::drive::eventually;
use ntro_workflow_tests::server::{TASK_QUEUE, client, unique};
use serde_json::json;

use crate::program::{ntro, program, said, start};

#[tokio::test]
async fn a_stuck_run_says_why_and_is_ended() {
    // The worker has no such runbook.
    let run = start("NobodysWorkflow", json!(null)).await;
    let id = run.workflow_id();
    eventually("its task has failed", || async {
        matches!(run.see_it_go_on().await, Err(ClientError::Stuck { .. })).then_some(())
    })
    .await;
    for command in [&["show", id][..], &["act", id, "approve"], &["act", id, "signal", "note"]] {
        let said = ntro(command).await;
        let (code, sentence) = said.complaint();
        assert!(code == 1 && sentence.starts_with(&format!("the run `{id}` is ")), "{sentence}");
        assert!(sentence.contains("stuck: Workflow type NobodysWorkflow not found"), "the cause: {sentence}");
        let remedy = format!("`cargo ntro act {id} terminate`");
        assert!(sentence.contains("`cargo ntro replay`") && sentence.ends_with(&remedy), "{sentence}");
    }
    let line = eventually("it is listed", || async {
        let listed = ntro(&["list", "--slug", "nobodys", "--limit", "1000"]).await.stdout;
        listed.lines().find(|line| line.starts_with(id)).map(str::to_owned)
    })
    .await;
    assert!(line.contains("  a mended runbook  "), "{line}");
    let listed = ntro(&["list", "--slug", "nobodys", "--limit", "1000", "--json"]).await.json();
    let of_it = listed.as_array().into_iter().flatten().find(|listed| listed["workflow_id"] == id);
    let cause = of_it.and_then(|listed| listed["stuck"].as_str()).expect("it is stuck");
    assert!(cause.starts_with("Workflow type NobodysWorkflow not found"), "{cause}");
    assert_eq!(ntro(&["act", id, "terminate"]).await.code, Some(0));
}

#[tokio::test]
async fn a_namespace_that_is_not_there_is_named() {
    for command in [&["list"][..], &["show", "march"], &["act", "march", "terminate"], &["attributes"]] {
        let said = ntro(&[command, &["--namespace", "nope"]].concat()).await;
        let (code, sentence) = said.complaint();
        assert!(code == 2 && sentence.starts_with("Temporal has no namespace `nope`; "), "{sentence}");
        assert!(sentence.contains("--namespace") && sentence.contains("namespace create"), "{sentence}");
    }
}

#[tokio::test]
async fn what_the_server_never_takes_is_wrong_usage() {
    let said = ntro(&["show", ""]).await;
    let (code, sentence) = said.complaint();
    assert!(code == 2 && sentence.contains("no such request: WorkflowId is not set"), "{sentence}");
    let large = json!("x".repeat(5_000_000));
    let refused =
        client().await.start_untyped(TASK_QUEUE, "OneReviewWorkflow", &unique("large"), &large).await;
    let Err(ClientError::Invalid(sentence)) = refused.map(|_| ()) else { panic!("it is taken") };
    assert!(sentence.contains("too large") && sentence.contains("send a reference"), "{sentence}");
}

#[tokio::test]
async fn who_does_not_answer_as_temporal_does_is_named_without_its_insides() {
    let other = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = other.local_addr().unwrap().to_string();
    // It hangs up on everybody.
    std::thread::spawn(move || other.incoming().for_each(drop));
    for address in ["127.0.0.1:1", &address] {
        let said = ntro(&["list", "--address", address]).await;
        let (code, sentence) = said.complaint();
        assert!(code == 4 && sentence.contains(address), "{sentence}");
        assert!(sentence.contains("; start one with `cargo ntro dev`"), "{sentence}");
        assert!(!sentence.contains("Error") && !sentence.contains('{'), "{sentence}");
    }
}

#[tokio::test]
async fn where_there_is_no_terminal_nothing_has_colours() {
    let mut command = program(&["list"]).await;
    command.env_remove("NO_COLOR").env("RUST_LOG", "debug");
    let said = said(command).await;
    assert!(said.stderr.contains("DEBUG") && !said.stderr.contains('\u{1b}'), "{said:?}");
}

#[tokio::test]
async fn the_help_has_every_exit_status_of_the_documentation() {
    let documentation = include_str!("../../../docs/cli.md");
    let table = documentation.split_once("| exit status | means |").expect("there is a table").1;
    let statuses = table.lines().skip(2).map_while(|line| line.strip_prefix("| ")?.split(" | ").next());
    let help = ntro(&["--help"]).await.stdout;
    let is_listed = |status: &str| help.lines().any(|line| line.trim().starts_with(&format!("{status}  ")));
    let (listed, missing): (Vec<_>, Vec<_>) = statuses.partition(|status| is_listed(status));
    assert_eq!((listed.len(), missing), (6, vec![]), "{help}");
}
