//! The history of a run as Temporal's own CLI prints it.

use std::process::Command;

use ntro_workflow::worker::History;
use ntro_workflow_tests::server::server;

use super::days::Original;
use super::{on, original};

async fn printed(workflow_id: &str) -> Vec<u8> {
    let server = server().await;
    let mut show = Command::new(server.cli_path());
    show.args(["workflow", "show", "--output", "json", "--workflow-id", workflow_id]);
    let shown = show.args(["--address", server.address()]).output().unwrap();
    assert!(shown.status.success(), "{}", String::from_utf8_lossy(&shown.stderr));
    shown.stdout
}

#[tokio::test]
async fn is_read_as_what_the_server_gave_and_replays() {
    let recorded = &original().await.closed;
    let text = printed(recorded.workflow_id()).await;
    let history = History::from_json(&text).unwrap();
    assert_eq!(history.to_json(), recorded.to_json());
    assert_eq!(on::<Original>().replay(vec![history]).await, [Ok(())]);
}
