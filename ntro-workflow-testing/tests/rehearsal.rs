//! Runbooks played without their types, by a worker that knows nothing of tests.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up fails")]

use ntro_manifest::manifest::Manifest;
use ntro_workflow::worker::{Client, RunningWorker, Worker};
use ntro_workflow_testing::{Close, Driven, Policy, Rehearsal, TestServer, Wrong};
use ntro_workflow_tests::runbooks::registry;

/// A rehearsal of that manifest, and the worker of the test runbooks for it.
async fn rehearsal_of(manifest: Manifest) -> (Rehearsal, RunningWorker) {
    let server = TestServer::shared().await.unwrap();
    let rehearsal = Rehearsal::start(server, manifest).await.unwrap();
    let client = Client::connect(server.address(), server.namespace()).await.unwrap();
    let worker = Worker::new(&client, rehearsal.task_queue(), registry());
    let worker = worker.activities_on(rehearsal.activities_task_queue()).spawn().await.unwrap();
    (rehearsal, worker)
}

#[tokio::test]
async fn the_same_runbook_under_two_policies() {
    let (rehearsal, _worker) = rehearsal_of(registry().manifest()).await;
    let happy = rehearsal.play("two-reviews", Policy::Happy).await.unwrap();
    assert!(matches!(happy.root().close, Some(Close::Completed { .. })), "{happy:?}");
    let rejected = rehearsal.play("two-reviews", Policy::RejectAll).await.unwrap();
    let driven: Vec<_> = rejected.decisions.iter().map(|decision| decision.driven).collect();
    assert_eq!(driven, [Driven::Rejected], "nothing goes on after the first");
    assert!(matches!(&rejected.root().close, Some(Close::Failed { kind, .. }) if kind == "Rejected"));
}

#[tokio::test]
async fn a_runbook_that_is_not_there_has_a_nearest_one() {
    let (rehearsal, _worker) = rehearsal_of(registry().manifest()).await;
    let failure = rehearsal.play("two-revues", Policy::Happy).await.unwrap_err();
    assert!(
        failure.to_string().contains("no runbook `two-revues`; did you mean `two-reviews`?"),
        "{failure}"
    );
}

/// The worker is older than the manifest: the server has its tasks fail again and again.
#[tokio::test]
async fn a_worker_that_does_not_have_the_runbook_fails_its_task() {
    let mut manifest = registry().manifest();
    let runbook = manifest.runbooks.iter_mut().find(|runbook| runbook.slug == "two-reviews").unwrap();
    runbook.workflow_type = "ThreeReviewsWorkflow".to_owned();
    let (rehearsal, _worker) = rehearsal_of(manifest).await;
    let failure = rehearsal.play("two-reviews", Policy::Happy).await.unwrap_err();
    let Wrong::TaskFailed { message, .. } = &*failure.wrong else { panic!("{failure}") };
    assert!(message.contains("ThreeReviewsWorkflow"), "{message}");
}

/// I-25: who follows the parent reaches the uploads and the reviews of its children, and brings it to its end.
#[tokio::test]
async fn documents_in_slots_are_brought_to_their_end_under_every_policy() {
    let (rehearsal, _worker) = rehearsal_of(registry().manifest()).await;
    let sources = serde_json::json!({ "sources": ["bank", "rents"] });
    let play = |policy| rehearsal.play_with("binder", policy, sources.clone());

    let happy = play(Policy::Happy).await.unwrap();
    let Some(Close::Completed { result }) = &happy.root().close else { panic!("{happy:?}") };
    let first = result[0].as_str().unwrap();
    assert!(first.starts_with("bank: ") && result[1].as_str().unwrap().starts_with("rents: "), "{result}");

    let rejected = play(Policy::RejectAll).await.unwrap();
    let Some(Close::Failed { kind, message }) = &rejected.root().close else { panic!("{rejected:?}") };
    assert_eq!(kind, "Rejected");
    assert!(message.ends_with("missing: bank (failed), rents (failed)"), "{message}");
    let given_up = rejected.decisions.last().unwrap();
    assert_eq!((given_up.run.as_str(), given_up.driven), ("", Driven::Rejected));

    for policy in [Policy::TimeOutAll, Policy::Random(1), Policy::Random(2), Policy::Random(3)] {
        assert!(play(policy).await.unwrap().root().close.is_some());
    }
}
