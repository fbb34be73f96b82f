//! Histories of real runs, kept and replayed.
#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test that cannot be set up fails")]

use std::fs;
use std::path::Path;

use ntro_workflow::prelude::*;
use ntro_workflow::worker::{History, Registry, Worker};
use ntro_workflow_testing::histories::{self, KeepError, Overwrite, ReplayFailures};
use ntro_workflow_tests::drive::open_gate;
use ntro_workflow_tests::server::{client, unique};

macro_rules! closing {
    ($name:ident, |$ctx:ident| $wait:expr) => {
        #[derive(Default)]
        struct $name;

        #[ntro_workflow(slug = "closing")]
        impl $name {
            #[run]
            async fn run(ctx: &Ctx<Self>) -> RunbookResult<()> {
                Self::sign_off(ctx).await
            }

            #[ui_step(name = "sign_off", title = "Sign off")]
            async fn sign_off($ctx: &Ctx<Self>) -> RunbookResult<()> {
                $wait
            }
        }
    };
}

closing!(Closing, |ctx| {
    let signed = ctx.wait_for_action(&1).timeout(Duration::from_hours(24)).await?;
    signed.or_fail("nobody has signed").map(drop)
});
closing!(Patient, |ctx| ctx.wait_for_action(&1).await.map(drop));

/// Records a run that waits at its gate.
async fn record(directory: &Path, name: &str) {
    let (client, queue) = (client().await, unique("closing"));
    let registry = Registry::new().register::<Closing>();
    let worker = Worker::new(&client, queue.as_str(), registry).spawn().await.unwrap();
    let run = client.start::<Closing>(&queue, &unique("closing"), &()).await.unwrap();
    open_gate(&run, "sign_off").await;
    let untyped = client.untyped_run(run.workflow_id());
    let file = histories::record(&untyped, directory, name, Overwrite::No).await.unwrap();
    assert_eq!(file, directory.join("closing").join(format!("{name}.json")));
    worker.stop().await.unwrap();
}

#[tokio::test]
async fn what_was_recorded_replays_until_the_code_is_another() {
    let directory = tempfile::tempdir().unwrap();
    record(directory.path(), "waiting").await;
    fs::write(directory.path().join("closing/broken.json"), "{").unwrap();
    fs::write(directory.path().join("notes.txt"), "no history").unwrap();

    let failures = histories::replay_all(&Registry::new().register::<Closing>(), directory.path());
    let said = failures.unwrap_err().to_string();
    assert!(said.starts_with("1 of 2 histories do not replay:\nfailed  "), "{said}");
    fs::remove_file(directory.path().join("closing/broken.json")).unwrap();

    let replayed = histories::replay_all(&Registry::new().register::<Closing>(), directory.path()).unwrap();
    assert_eq!(replayed.to_string(), "1 history with 8 events replays");

    let failures = histories::replay_all(&Registry::new().register::<Patient>(), directory.path());
    let said = failures.unwrap_err().to_string();
    assert!(
        said.contains("waiting.json: history and code part in step `sign_off`: the history has"),
        "{said}"
    );
}

#[tokio::test]
async fn a_history_is_kept_once_unless_it_is_to_be_replaced() {
    let directory = tempfile::tempdir().unwrap();
    record(directory.path(), "waiting").await;
    let file = directory.path().join("closing/waiting.json");
    let history = History::from_json(&fs::read(&file).unwrap()).unwrap();
    fs::write(&file, "mine").unwrap();
    let kept = histories::keep(&history, directory.path(), "waiting", Overwrite::No);
    assert!(matches!(kept, Err(KeepError::Exists(path)) if path == file));
    assert_eq!(fs::read_to_string(&file).unwrap(), "mine");
    histories::keep(&history, directory.path(), "waiting", Overwrite::Yes).unwrap();
    assert_eq!(fs::read_to_string(&file).unwrap(), history.to_json().unwrap());
    for name in ["", ".hidden", "../up", "a/b", "a b"] {
        let kept = histories::keep(&history, directory.path(), name, Overwrite::No);
        assert!(matches!(kept, Err(KeepError::Name(_))), "{name}");
    }
}

/// A test that replays nothing must not pass.
#[test]
fn a_directory_without_a_history_is_an_error() {
    let registry = Registry::new().register::<Closing>();
    let empty = tempfile::tempdir().unwrap();
    let failures = histories::replay_all(&registry, empty.path()).unwrap_err();
    assert!(matches!(failures, ReplayFailures::Directory { .. }));
    assert!(failures.to_string().contains("there is no history in it; record a history with"), "{failures}");
    let missing = histories::replay_all(&registry, empty.path().join("missing")).unwrap_err();
    assert!(matches!(missing, ReplayFailures::Directory { .. }));
}
