//! Hosts of activities that are made when a worker starts.

use author_crate::{Desk, Greeting, Guest};
use ntro_workflow::wire::action::UserActionMessage;
use ntro_workflow::worker::{Registry, Worker, WorkerError};
use ntro_workflow_tests::drive::{address, open_gate};
use ntro_workflow_tests::server::{client, unique};

#[tokio::test]
async fn a_host_that_is_made_later_serves_its_activities() {
    let (client, task_queue) = (client().await, unique("later"));
    let registry =
        Registry::new().register::<Greeting>().activities_later(|| async { Ok::<_, String>(Desk) });
    let worker = Worker::new(&client, task_queue.as_str(), registry).spawn().await.unwrap();
    let guest = Guest { name: "Ada".into() };
    let run = client.start::<Greeting>(&task_queue, &unique("later"), &guest).await.unwrap();
    let gate = open_gate(&run, "review").await;
    run.act(UserActionMessage::approve().at(&address(&gate))).await.unwrap();
    assert_eq!(run.result().await.unwrap(), "Welcome, Ada");
    worker.stop().await.unwrap();
}

#[tokio::test]
async fn a_worker_whose_host_cannot_be_made_does_not_start_and_says_why() {
    let registry = Registry::new()
        .register::<Greeting>()
        .activities_later(|| async { Err::<Desk, _>("the database is locked") });
    assert_eq!(registry.manifest().activities[0].name, "desk.draft");
    let error = Worker::new(&client().await, unique("later"), registry).run().await.unwrap_err();
    assert!(matches!(error, WorkerError::Host { host: "author_crate::Desk", .. }), "{error:?}");
    assert!(error.to_string().contains("the database is locked"), "{error}");
}
