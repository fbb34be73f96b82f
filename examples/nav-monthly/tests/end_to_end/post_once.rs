//! A worker that dies between posting the journal and saying so.

use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use document_ingest::documents::Documents;
use document_ingest::runbook::DocumentIngest;
use document_ingest::workshop as documents;
use nav_monthly::activities::{NavActivities, OpenRequest, PostRequest, ProposeRequest};
use nav_monthly::model::{ClosedMonth, Journal};
use nav_monthly::runbook::NavMonthly;
use nav_monthly::store::{Books, State};
use nav_monthly::workshop;
use ntro_console::open_gates;
use ntro_workflow::prelude::*;
use ntro_workflow::wire::action::UserActionMessage;
use ntro_workflow::worker::{Client, Registry, RunHandle, Worker};
use ntro_workflow_testing::MemoryHistory;
use serde_json::json;

use crate::desk::{Desk, SAMPLE};
use crate::history::History;
use crate::process::{Heard, Process, soon};
use crate::program::start;
use crate::server::{address, client, unique};

/// Says to this program, run as a process by the test below, what it is to work on.
const TASK: &str = "NTRO_TEST_DOOMED_WORKER";
/// What the doomed worker says once the journal is in the books.
const POSTED: &str = "the journal is posted";

/// The activities of the example, but for one: the attempt to post never comes back.
struct Doomed(NavActivities);

#[ntro_activities(prefix = "nav_monthly")]
impl Doomed {
    #[activity]
    async fn open_period(&self, ctx: &ActivityCtx, request: OpenRequest) -> Result<(), ActivityError> {
        self.0.open_period(ctx, request).await
    }

    #[activity]
    async fn propose_journals(
        &self,
        ctx: &ActivityCtx,
        request: ProposeRequest,
    ) -> Result<Journal, ActivityError> {
        self.0.propose_journals(ctx, request).await
    }

    #[activity]
    async fn post_journal(
        &self,
        ctx: &ActivityCtx,
        request: PostRequest,
    ) -> Result<ClosedMonth, ActivityError> {
        let _unsaid = self.0.post_journal(ctx, request).await?;
        // Not `println!`, which the test harness would keep to itself.
        writeln!(std::io::stdout(), "{POSTED}")?;
        std::future::pending().await
    }
}

/// Not a test of its own: the process that the tests below kill.
#[tokio::test]
async fn doomed_worker() {
    let Ok(task) = std::env::var(TASK) else { return };
    let mut task = task.split('\n');
    let mut next = || task.next().expect("address, task queue, data, database");
    let (address, task_queue, data) = (next(), next(), PathBuf::from(next()));
    let books = Books::open(workshop::books(&data, next().parse().ok())).await.unwrap();
    let documents = documents::activities(Path::new(SAMPLE), &data, None).await.unwrap();
    let registry = Registry::new().register::<DocumentIngest>().register::<NavMonthly>();
    let registry = registry.history(MemoryHistory::default()).activities(documents);
    let registry = registry.activities(Doomed(NavActivities::new(books)));
    let client = Client::connect(address, "default").await.unwrap();
    Worker::new(&client, task_queue, registry).run().await.unwrap();
}

fn start_doomed(desk: &Desk, task_queue: &str) -> (Process, Heard) {
    let data = desk.data().display().to_string();
    let task = [address(), task_queue, &data, desk.database().unwrap_or_default()];
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "post_once::doomed_worker", "--nocapture"]).env(TASK, task.join("\n"));
    let mut process = Process::start(command.stdout(Stdio::piped()).stderr(Stdio::null()));
    let heard = Heard::from(process.child().stdout.take().unwrap());
    (process, heard)
}

/// Hands in and approves everything that is asked for, until somebody says that it is enough.
async fn approve_all(run: &RunHandle<NavMonthly>, enough: impl Fn() -> bool) {
    let mut done = BTreeSet::new();
    soon("everything is approved", async || {
        // Until a worker is there nobody answers.
        let tree = run.tree().await.ok();
        for gate in tree.iter().flat_map(open_gates).filter(|gate| done.insert(gate.id().to_owned())) {
            let asked = run.client().untyped_run(&gate.workflow_id);
            if gate.is_review() {
                asked.act(UserActionMessage::approve().at(&gate.address())).await.unwrap();
            } else if let Some(source) = gate.pending.args.as_ref().and_then(|args| args["source"].as_str()) {
                let document = Path::new(SAMPLE).join(format!("2026-03/{source}.pdf"));
                let reference = Documents::below(SAMPLE).unwrap().reference(document).unwrap();
                asked.signal("document_submitted", &json!({"document_ref": reference})).await.unwrap();
            }
        }
        enough().then_some(())
    })
    .await;
}

async fn never_posts_twice(desk: Desk) {
    std::fs::create_dir_all(desk.data()).unwrap();
    let (client, task_queue) = (client().await, unique("killed"));
    let (doomed, said) = start_doomed(&desk, &task_queue);
    let run = start(&client, &task_queue).await;
    approve_all(&run, || said.text().contains(POSTED)).await;
    // SIGKILL: nothing of the process has a chance to say anything more.
    drop(doomed);
    let State::Closed { journal_reference } = desk.state("2026-03").await else {
        panic!("the journal was posted before the worker died");
    };

    let database = desk.database().map(|url| url.parse().unwrap());
    let registry = workshop::registry_in(Path::new(SAMPLE), &desk.data(), database).await.unwrap();
    let worker = Worker::new(&client, task_queue.as_str(), registry).spawn().await.unwrap();
    let month = run.result().await.unwrap();
    let attempts = History::of(run.workflow_id()).attempts_of("nav_monthly.post_journal");
    assert!(attempts.last() > Some(&1), "the posting was tried again: {attempts:?}");
    assert_eq!((month.journal_reference, desk.journals().await), (journal_reference, 1));
    worker.stop().await.unwrap();
}

#[tokio::test]
async fn in_sqlite_a_worker_killed_after_posting_never_posts_twice() {
    never_posts_twice(Desk::in_sqlite()).await;
}

#[tokio::test]
async fn in_postgres_a_worker_killed_after_posting_never_posts_twice() {
    never_posts_twice(Desk::in_postgres().await).await;
}
