//! `record` and `replay`.

use std::fs;
use std::path::{Path, PathBuf};

use ntro_workflow_tests::server::unique;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::program::{PACKAGE, Said, ntro, test_worker, waiting};

/// A directory of histories, with one of a run that waits at its gate.
struct Kept {
    directory: TempDir,
    run: String,
}

impl Kept {
    async fn one() -> Self {
        let directory = tempfile::tempdir().unwrap();
        let run = waiting("OneReviewWorkflow", json!({}), 1).await.workflow_id().to_owned();
        let kept = Self { directory, run };
        let said = kept.record(&[]).await;
        assert_eq!((said.code, said.stderr.as_str()), (Some(0), ""), "{said:?}");
        kept
    }

    async fn record(&self, arguments: &[&str]) -> Said {
        record(&self.run, self.path(), arguments).await
    }

    /// Replayed by the worker binary with the test runbooks.
    async fn replay(&self, arguments: &[&str]) -> Said {
        replay(&[&[self.path().to_str().unwrap()], arguments].concat()).await
    }

    fn path(&self) -> &Path {
        self.directory.path()
    }

    fn file(&self, name: &str) -> PathBuf {
        self.path().join("one-review").join(name)
    }
}

async fn record(run: &str, directory: &Path, arguments: &[&str]) -> Said {
    let directory = directory.to_str().unwrap();
    ntro(&[&["record", run, "--dir", directory], arguments].concat()).await
}

async fn replay(arguments: &[&str]) -> Said {
    let worker = test_worker();
    let built = worker.iter().flat_map(|worker| ["--worker", worker.as_str()]);
    let command = ["replay", "--manifest-path", PACKAGE].into_iter().chain(built);
    ntro(&command.chain(arguments.iter().copied()).collect::<Vec<_>>()).await
}

#[tokio::test]
async fn a_run_is_kept_under_its_slug_and_replays() {
    let kept = Kept::one().await;
    let history: Value = serde_json::from_slice(&fs::read(kept.file("running.json")).unwrap()).unwrap();
    assert_eq!(history["events"][0]["event_id"], 1);

    let said = kept.record(&["--name", "at-the-gate", "--json"]).await.json();
    assert_eq!(said["path"], kept.file("at-the-gate.json").to_str().unwrap());
    assert_eq!((&said["slug"], &said["status"]), (&json!("one-review"), &json!("running")));
    assert_eq!(said["workflow_id"], kept.run.as_str());

    let said = kept.replay(&[]).await;
    assert_eq!(said.code, Some(0), "{said:?}");
    let lines: Vec<_> = said.stdout.lines().collect();
    assert_eq!(lines.len(), 2, "{said:?}");
    assert!(
        lines[0].starts_with(&format!("ok      {}: one-review, ", kept.file("at-the-gate.json").display()))
    );
    let replayed = kept.replay(&["--json"]).await.json();
    assert_eq!(replayed[1]["file"], kept.file("running.json").to_str().unwrap());
    assert_eq!((&replayed[1]["failure"], &replayed[1]["workflow_id"]), (&Value::Null, &json!(kept.run)));
}

#[tokio::test]
async fn a_history_that_is_there_stays_until_it_is_forced() {
    let kept = Kept::one().await;
    fs::write(kept.file("running.json"), "mine").unwrap();
    let said = kept.record(&[]).await;
    let (code, sentence) = said.complaint();
    assert!(code == 2 && sentence.contains("is there already; choose another --name"), "{sentence}");
    assert_eq!(fs::read_to_string(kept.file("running.json")).unwrap(), "mine");
    assert_eq!(kept.record(&["--force"]).await.code, Some(0));
    assert!(fs::read_to_string(kept.file("running.json")).unwrap().starts_with('{'));
    let files: Vec<_> = fs::read_dir(kept.path().join("one-review")).unwrap().collect();
    assert_eq!(files.len(), 1, "nothing half-written is left: {files:?}");
}

#[tokio::test]
async fn what_cannot_be_recorded_is_said() {
    let kept = Kept::one().await;
    let said = kept.record(&["--name", "../elsewhere"]).await;
    let (code, sentence) = said.complaint();
    assert!(code == 2 && sentence.contains("`../elsewhere` cannot name a history"), "{sentence}");
    let said = record(&unique("nowhere"), kept.path(), &[]).await;
    assert_eq!(said.complaint().0, 2, "{said:?}");
    let said = kept.record(&["--address", "127.0.0.1:1"]).await;
    assert_eq!(said.complaint().0, 4, "{said:?}");
}

#[tokio::test]
async fn every_file_that_does_not_replay_is_named_with_its_reason() {
    let kept = Kept::one().await;
    let text = fs::read_to_string(kept.file("running.json")).unwrap();
    fs::write(kept.file("cut.json"), &text[..text.len() / 2]).unwrap();
    fs::write(kept.file("of-another.json"), text.replace("OneReviewWorkflow", "NoSuchWorkflow")).unwrap();
    let said = kept.replay(&[]).await;
    assert_eq!(said.code, Some(1), "{said:?}");
    let lines: Vec<_> = said.stdout.lines().collect();
    assert!(lines[0].starts_with("failed") && lines[0].contains("cut.json: it is no JSON"), "{said:?}");
    let other = "of-another.json: it is a history of `NoSuchWorkflow`, which is not registered here";
    assert!(lines[1].starts_with("failed") && lines[1].contains(other), "{said:?}");
    assert!(lines[2].starts_with("ok"), "{said:?}");
    assert_eq!(said.stderr, "ntro: 2 of 3 histories do not replay\n");

    let replayed = kept.replay(&["--json"]).await;
    assert_eq!(replayed.code, Some(1), "{replayed:?}");
    let kinds: Vec<_> =
        replayed.json().as_array().unwrap().iter().map(|file| file["failure"]["kind"].clone()).collect();
    assert_eq!(kinds, [json!("unreadable"), json!("not_registered"), Value::Null]);
}

#[tokio::test]
async fn nothing_to_replay_is_no_success() {
    let empty = tempfile::tempdir().unwrap();
    let said = replay(&[empty.path().to_str().unwrap()]).await;
    let (code, sentence) = said.complaint();
    assert!(code == 2 && sentence.contains("there is no history in it; record"), "{sentence}");
    let said = replay(&["no/such/place"]).await;
    assert_eq!(said.complaint().0, 2, "{said:?}");
}

#[tokio::test]
async fn a_binary_that_is_no_worker_is_named() {
    let kept = Kept::one().await;
    let kept = kept.path().to_str().unwrap();
    for binary in ["true", "false"] {
        let said = ntro(&["replay", "--manifest-path", PACKAGE, "--worker", binary, kept]).await;
        let (code, sentence) = said.complaint();
        assert!(code == 1 && sentence.contains("`ntro_workflow::worker::Program`"), "{said:?}");
    }
}
