//! `test`: on a server that it starts itself, with the worker of the test runbooks.

use std::fs;

use serde_json::json;

use crate::program::{PACKAGE, Said, ntro, test_worker};

/// Plays runbooks of the test package.
async fn test(arguments: &[&str]) -> Said {
    let worker = test_worker();
    let built = worker.iter().flat_map(|worker| ["--worker", worker.as_str()]);
    let command = ["test", "--manifest-path", PACKAGE].into_iter().chain(built);
    ntro(&command.chain(arguments.iter().copied()).collect::<Vec<_>>()).await
}

/// The complaint, below what Cargo and the worker wrote.
fn complaint(said: &Said) -> &str {
    said.stderr.lines().find_map(|line| line.strip_prefix("ntro: ")).unwrap_or_default()
}

/// How the runbook with that defect fails when everything is approved.
async fn fault(defect: &str) -> Said {
    let input = json!(defect).to_string();
    let said = test(&["defects", "--input", &input, "--policy", "happy", "--json"]).await;
    assert_eq!((said.code, complaint(&said)), (Some(1), "1 of 1 runs failed"), "{said:?}");
    said
}

#[tokio::test]
async fn runbooks_are_played_under_every_policy_children_included() {
    let said = test(&["two-reviews", "submission", "parent"]).await;
    assert_eq!(said.code, Some(0), "{said:?}");
    for part in [
        "two-reviews\n  ✔ happy         completed  (first/review approved, second/review approved)\n",
        "  ✔ reject_all    failed with Rejected: rejected: for a test  (first/review rejected)\n",
        "  ✔ time_out_all  failed with TimedOut: no document within an hour  (await_document/submit timed out)\n",
        "parent\n  ✔ happy         completed  ([share:kid:name] work/review approved)\n",
        "two-reviews: ",
        "kid: ",
    ] {
        assert!(said.stdout.contains(part), "no `{part}` in {}", said.stdout);
    }
}

#[tokio::test]
async fn programs_get_results_traces_and_coverage() {
    let directory = tempfile::tempdir().unwrap();
    let page = directory.path().join("decisions/index.html");
    let policies = ["--policy", "reject_all,random:3", "--coverage", page.to_str().unwrap()];
    let said = test(&[&["side-by-side", "--json"], &policies[..]].concat()).await;
    assert_eq!((said.code, said.stderr.as_str()), (Some(0), ""), "{said:?}");
    let told = said.json();
    let [rejected, random] = told["runs"].as_array().unwrap().as_slice() else { panic!("{told}") };
    assert_eq!((&rejected["runbook"], &rejected["policy"]), (&json!("side-by-side"), &json!("reject_all")));
    assert_eq!((&rejected["close"], &rejected["kind"]), (&json!("failed"), &json!("Rejected")));
    assert_eq!(rejected["trace"][0], json!({"minute": 0, "event": "started", "slug": "side-by-side"}));
    assert_eq!((&random["policy"], &random["passed"]), (&json!("random:3"), &json!(true)));
    assert_eq!(told["passed"], json!(true));
    let gate = &told["coverage"]["runbooks"][0]["gates"][0];
    assert_eq!(gate["step"], "left");
    assert!(gate["answers"]["rejected"]["driven"].as_u64() >= Some(1), "{gate}");
    assert!(fs::read_to_string(page).unwrap().contains("side-by-side"));
}

#[tokio::test]
async fn a_workflow_task_that_fails_is_told_in_the_words_of_the_server() {
    let said = fault("foreign_wait").await;
    let run = &said.json()["runs"][0];
    let fault = run["fault"].as_str().unwrap();
    assert!(fault.starts_with("a workflow task of the run failed: "), "{fault}");
    assert!(fault.contains("Nondeterministic future detected"), "{fault}");
    assert_eq!((&run["passed"], &run["close"]), (&json!(false), &json!(null)));
}

#[tokio::test]
async fn a_question_that_is_asked_whatever_is_answered_is_an_endless_loop() {
    let asks = fault("endless_question").await.json();
    let asks = asks["runs"][0]["fault"].as_str().unwrap();
    assert!(asks.contains("it opens the gate work/review#201 whatever `happy` does at it"), "{asks}");
}

#[tokio::test]
async fn what_cannot_be_made_up_is_named_with_the_remedy() {
    let riddle = fault("riddle").await.json();
    let riddle = riddle["runs"][0]["fault"].as_str().unwrap();
    for part in ["a result of `sphinx.riddle` cannot be made up", "/text", "example"] {
        assert!(riddle.contains(part), "no `{part}` in {riddle}");
    }
    let unknown = fault("unknown_activity").await.json();
    let unknown = unknown["runs"][0]["fault"].as_str().unwrap();
    assert!(unknown.contains("`nobody.has_it` of the run is not among those of the worker"), "{unknown}");
}

#[tokio::test]
async fn what_ends_well_and_does_not_replay_has_failed() {
    let said = fault("whim").await.json();
    let fault = said["runs"][0]["fault"].as_str().unwrap();
    assert!(fault.starts_with("the run does not replay on the same code: "), "{fault}");
}

#[tokio::test]
async fn a_failure_that_no_decision_brought_about_is_one_under_every_policy() {
    let said = test(&["faults", "--input", "\"step\""]).await;
    assert_eq!((said.code, complaint(&said)), (Some(1), "3 of 3 runs failed"), "{said:?}");
    assert!(said.stdout.contains("  ✘ reject_all    expected: no fault in the runbook itself"), "{said:?}");
    assert!(said.stdout.contains("Panic: step `work` panicked: the step is broken"), "{said:?}");
    assert!(said.stdout.contains("        0:00 faults starts\n"), "{said:?}");
}

/// `kid` fails, after whatever is answered, with what its made-up input says.
#[tokio::test]
async fn a_run_that_fails_is_a_fault_when_everything_is_approved_and_an_end_otherwise() {
    let said = test(&["kid", "--policy", "happy,reject_all"]).await;
    assert_eq!((said.code, complaint(&said)), (Some(1), "1 of 2 runs failed"), "{said:?}");
    for part in [
        "  ✘ happy         expected: completed; the run failed with Tired: name is tired; if that comes of a value",
        "  ✔ reject_all    failed with Tired: name is tired  (work/review rejected)",
    ] {
        assert!(said.stdout.contains(part), "no `{part}` in {}", said.stdout);
    }
}

#[tokio::test]
async fn a_worker_that_dies_is_said_with_its_last_words() {
    let said = test(&["defects", "--input", "\"abort\"", "--policy", "happy"]).await;
    assert_eq!((said.code, said.stdout.as_str()), (Some(4), ""), "{said:?}");
    assert!(complaint(&said).starts_with("the worker ended by itself with "), "{said:?}");
    assert!(complaint(&said).contains("while it was to play `defects` (happy)"), "{said:?}");
    assert!(said.stderr.contains("the worker runs"), "its log: {said:?}");
}

#[tokio::test]
async fn what_makes_no_sense_is_refused_before_anything_starts() {
    for (arguments, part) in [
        (&["two-revues"][..], "has no runbook `two-revues`; did you mean `two-reviews`?"),
        (&["--input", "1"], "--input is for one runbook"),
        (&["defects", "--input", "7"], "the input does not fit `defects`"),
        (&["--policy", "hapy"], "`hapy` is no policy; did you mean `happy`?"),
    ] {
        let said = test(arguments).await;
        assert_eq!((said.code, said.stdout.as_str()), (Some(2), ""), "{said:?}");
        assert!(said.stderr.contains(part), "no `{part}` in {said:?}");
        assert!(!said.stderr.contains("Starting Temporal"), "{said:?}");
    }
}
