//! `list`.

use ntro_workflow_tests::drive::eventually;
use ntro_workflow_tests::server::{server, unique};
use serde_json::{Value, json};

use crate::program::{client, ntro, program, said, waiting};

fn entry<'a>(list: &'a Value, id: &str) -> Option<&'a Value> {
    list.as_array().unwrap().iter().find(|run| run["workflow_id"] == id)
}

#[tokio::test]
async fn an_open_run_is_listed_with_its_step_and_what_it_waits_for() {
    let run = waiting("OneReviewWorkflow", json!({}), 1).await;
    let id = run.workflow_id();
    let line = eventually("it is listed", || async {
        let said = ntro(&["list", "--limit", "1000"]).await;
        assert_eq!((said.code, said.stderr.as_str()), (Some(0), ""), "{said:?}");
        assert!(said.stdout.starts_with("RUN "), "{said:?}");
        said.stdout.lines().find(|line| line.starts_with(&format!("{id} "))).map(str::to_owned)
    })
    .await;
    let cells: Vec<_> = line.split("  ").map(str::trim).filter(|cell| !cell.is_empty()).collect();
    assert_eq!(cells[1..5], ["one-review", "running", "Review the sheet", "a decision"], "{line}");

    let listed = ntro(&["list", "--slug", "one-review", "--limit", "1000", "--json"]).await.json();
    let run = entry(&listed, id).expect("it is listed");
    assert_eq!((&run["slug"], &run["current_step"]), (&json!("one-review"), &json!("review")));
    assert_eq!(run["open_gates"].as_array().unwrap().len(), 1);
    let others = ntro(&["list", "--slug", "kid", "--limit", "1000", "--json"]).await.json();
    assert_eq!(entry(&others, id), None);
}

#[tokio::test]
async fn a_closed_run_is_listed_among_the_closed_and_children_only_on_demand() {
    let chores = json!([{"name": "rent", "fails": false, "waits": false}]);
    let run =
        crate::program::start("ParentWorkflow", json!({"chores": chores, "keyed": true, "by_slug": false}))
            .await;
    run.result().await.unwrap();
    let child = format!("{}:share:kid:rent", run.workflow_id());
    let listed = eventually("both are listed as closed", || async {
        let listed = ntro(&["list", "--closed", "--all", "--limit", "1000", "--json"]).await.json();
        (entry(&listed, run.workflow_id()).is_some() && entry(&listed, &child).is_some()).then_some(listed)
    })
    .await;
    assert_eq!(entry(&listed, run.workflow_id()).unwrap()["status"], "completed");
    let listed = ntro(&["list", "--closed", "--limit", "1000", "--json"]).await.json();
    assert!(entry(&listed, run.workflow_id()).is_some() && entry(&listed, &child).is_none());
}

#[tokio::test]
async fn children_take_no_place_in_a_list_without_them() {
    let names: Vec<_> = (0..12).map(|n| format!("chore-{n}")).collect();
    let chores: Vec<_> =
        names.iter().map(|name| json!({"name": name, "fails": false, "waits": true})).collect();
    let input = json!({"chores": chores, "keyed": true, "by_slug": false});
    let run = crate::program::start("ParentWorkflow", input).await;
    eventually("its children are listed", || async {
        let listed = ntro(&["list", "--all", "--limit", "1000", "--json"]).await.json();
        let is_child = |entry: &&Value| entry["parent"] == run.workflow_id();
        (listed.as_array().unwrap().iter().filter(is_child).count() == names.len()).then_some(())
    })
    .await;
    let listed = ntro(&["list", "--limit", "1", "--json"]).await.json();
    let listed = listed.as_array().unwrap();
    assert_eq!((listed.len(), &listed[0]["parent"]), (1, &Value::Null), "{listed:?}");
    run.terminate("the test is over").await.unwrap();
}

#[tokio::test]
async fn a_run_without_a_worker_is_listed_with_what_the_server_knows() {
    let (client, id) = (client().await, unique("alone"));
    let run = client.start_untyped(&unique("nobody"), "OneReviewWorkflow", &id, &json!({})).await.unwrap();
    let line = eventually("it is listed", || async {
        let said = ntro(&["list", "--limit", "1000"]).await;
        said.stdout.lines().find(|line| line.starts_with(&format!("{id} "))).map(str::to_owned)
    })
    .await;
    assert!(line.contains("running  ?"), "{line}");
    run.terminate("the test is over").await.unwrap();
}

#[tokio::test]
async fn none_is_said_and_is_no_failure() {
    server().await;
    let said_it = ntro(&["list", "--slug", "no-such-runbook"]).await;
    let none = "no run of `no-such-runbook` is open; list those of all runbooks without --slug";
    assert_eq!(said_it.complaint(), (0, none));
    assert_eq!(ntro(&["list", "--slug", "no-such-runbook", "--json"]).await.json(), json!([]));
}

/// Every write to it fails, as to a disk that is full.
#[cfg(target_os = "linux")]
#[tokio::test]
async fn a_result_that_cannot_be_written_is_a_failure() {
    server().await;
    for arguments in [&["list", "--closed", "--json"][..], &["completions", "bash"]] {
        let mut full = program(arguments).await;
        full.stdout(std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap());
        let said = said(full).await;
        let (code, sentence) = said.complaint();
        assert_eq!(code, 1, "{sentence}");
        assert!(sentence.starts_with("the result cannot be written to standard output: "), "{sentence}");
    }
}

#[tokio::test]
async fn a_server_that_is_not_there_is_named_with_the_remedy() {
    // Port 1 has no server on any machine of ours.
    let by_flag = ntro(&["list", "--address", "127.0.0.1:1"]).await;
    let mut by_environment = program(&["list"]).await;
    by_environment.env("TEMPORAL_ADDRESS", "127.0.0.1:1");
    for said in [by_flag, said(by_environment).await] {
        let (code, sentence) = said.complaint();
        assert_eq!(code, 4, "{sentence}");
        assert!(sentence.starts_with("cannot reach Temporal at http://127.0.0.1:1"), "{sentence}");
        assert!(sentence.contains("`cargo ntro dev`") && sentence.lines().count() == 1, "{sentence}");
    }
}
