//! The test runbooks in a process of their own, to be killed: `worker TASK_QUEUE`, on the server of
//! the environment.
#![allow(clippy::expect_used, reason = "a test that cannot be set up fails")]

use ntro_workflow::worker::{Client, Worker};

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let task_queue = std::env::args().nth(1).expect("the task queue");
    let client = Client::from_environment().await.expect("a connection");
    Worker::new(&client, task_queue, ntro_workflow_tests::runbooks::registry())
        .run()
        .await
        .expect("the worker runs");
}
