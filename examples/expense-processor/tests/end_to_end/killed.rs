//! A worker that is killed between posting and saying so.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use expense_processor::activities::{
    Brought, CategoriseRequest, ExpenseActivities, PostRequest, ReadRequest, SummaryRequest,
};
use expense_processor::ledger::Commit;
use expense_processor::model::{
    CommitResult, DataSubmission, ExpenseBatch, ExpensePeriodResult, ExpenseProcessorContext, Gl,
    PostToGlResult,
};
use expense_processor::runbook::ExpenseProcessor;
use expense_processor::workshop::{self, DATA, Places};
use ntro_workflow::prelude::*;
use ntro_workflow::wire::action::{Address, UserActionMessage};
use ntro_workflow::wire::{PendingAction, PendingKind};
use ntro_workflow::worker::{Client, Registry, RunHandle, Worker};

use crate::desk::{Desk, count};
use crate::process::{Heard, Process, eventually, soon};
use crate::program::clean;
use crate::server::{address, client, unique};

/// Says to this program, run as a process by the test below, what it is to work on.
const TASK: &str = "NTRO_TEST_DOOMED_WORKER";
/// What the doomed worker says once the batch is posted.
const POSTED: &str = "the batch is posted";

const SHEET: &str = "Vendor,Date,Amount,Currency\nUber,2026-03-01,12.00,EUR\nAdobe,2026-03-03,30.00,EUR\n";

/// The activities of the example, but for one: the attempt to post never comes back.
struct Doomed(ExpenseActivities);

#[ntro_activities(prefix = "expense_processor")]
impl Doomed {
    #[activity]
    async fn read_sheet(&self, ctx: &ActivityCtx, request: ReadRequest) -> Result<Brought, ActivityError> {
        self.0.read_sheet(ctx, request).await
    }

    #[activity]
    async fn categorise(
        &self,
        ctx: &ActivityCtx,
        request: CategoriseRequest,
    ) -> Result<ExpenseBatch, ActivityError> {
        self.0.categorise(ctx, request).await
    }

    #[activity]
    async fn commit_batch(&self, ctx: &ActivityCtx, commit: Commit) -> Result<CommitResult, ActivityError> {
        self.0.commit_batch(ctx, commit).await
    }

    #[activity]
    async fn post_to_gl(
        &self,
        ctx: &ActivityCtx,
        request: PostRequest,
    ) -> Result<PostToGlResult, ActivityError> {
        let _unsaid = self.0.post_to_gl(ctx, request).await?;
        // Not `println!`, which the test harness would keep to itself.
        writeln!(std::io::stdout(), "{POSTED}")?;
        std::future::pending().await
    }

    #[activity]
    async fn summarise(
        &self,
        ctx: &ActivityCtx,
        request: SummaryRequest,
    ) -> Result<ExpensePeriodResult, ActivityError> {
        self.0.summarise(ctx, request).await
    }
}

/// Not a test of its own: the process that the test below kills.
#[tokio::test]
async fn doomed_worker() {
    let Ok(task) = std::env::var(TASK) else { return };
    let mut task = task.split('\n');
    let mut next = || task.next().expect("address, task queue, data");
    let (address, task_queue, data) = (next(), next(), next());
    let activities = workshop::activities(&Places::in_directory(Path::new(data))).await.unwrap();
    let registry = Registry::new().register::<ExpenseProcessor>().activities(Doomed(activities));
    let client = Client::connect(address, "default").await.unwrap();
    Worker::new(&client, task_queue, registry).run().await.unwrap();
}

fn start_doomed(desk: &Desk, task_queue: &str) -> (Process, Heard) {
    let task = [address(), task_queue, &desk.data().display().to_string()];
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "killed::doomed_worker", "--nocapture"]).env(TASK, task.join("\n"));
    let mut process = Process::start(command.stdout(Stdio::piped()).stderr(Stdio::null()));
    let heard = Heard::from(process.child().stdout.take().unwrap());
    (process, heard)
}

/// The example's own worker, as a process; dropped, it is killed.
pub(crate) fn start_worker(desk: &Desk, task_queue: &str) -> Process {
    let mut command = clean(env!("CARGO_BIN_EXE_expense-processor-worker"));
    command.args(["--task-queue", task_queue]).env("TEMPORAL_ADDRESS", address()).env(DATA, desk.data());
    Process::start(command.stdout(Stdio::null()).stderr(Stdio::null()))
}

pub(crate) async fn review(run: &RunHandle<ExpenseProcessor>) -> PendingAction {
    soon("the review", async || {
        // Without a worker nobody answers.
        let pending = run.pending_action().await.ok().flatten();
        pending.filter(|pending| pending.kind == PendingKind::InteractiveReview)
    })
    .await
}

/// An inbox in which two rows make a batch full.
pub(crate) async fn start_inbox(client: &Client, task_queue: &str) -> RunHandle<ExpenseProcessor> {
    let context = ExpenseProcessorContext::new("tenant", "fund-1");
    let input = ExpenseProcessorContext { max_rows: 2, gl: Some(Gl::default()), ..context };
    client.start::<ExpenseProcessor>(task_queue, &unique("inbox"), &input).await.unwrap()
}

/// Approves what is shown there.
pub(crate) async fn approve(run: &RunHandle<ExpenseProcessor>, gate: PendingAction) {
    let seen = Address::new(gate.gate_id.unwrap()).revision(gate.revision.unwrap());
    run.act(UserActionMessage::approve().at(&seen)).await.unwrap();
}

#[tokio::test]
async fn a_worker_killed_after_posting_and_before_its_completion_never_posts_twice() {
    let desk = Desk::new();
    desk.drop_in("march.csv", SHEET);
    let (client, task_queue) = (client().await, unique("killed"));
    let (doomed, said) = start_doomed(&desk, &task_queue);
    let run = start_inbox(&client, &task_queue).await;
    run.signal(ExpenseProcessor::DATA_SUBMITTED, &DataSubmission::sheet("e1", "march.csv")).await.unwrap();
    run.signal(ExpenseProcessor::CLOSE_INBOX, &()).await.unwrap();
    approve(&run, review(&run).await).await;
    eventually(POSTED, || said.text().contains(POSTED).then_some(()));
    // SIGKILL: nothing of the process has a chance to say anything more.
    drop(doomed);
    assert_eq!(count(desk.ledger(), "journal_lines").await, 4, "two lines for each of two expenses");

    let _worker = start_worker(&desk, &task_queue);
    let result = run.result().await.unwrap();
    assert_eq!((result.batches, result.periods[0].posted), (1, 2));
    assert_eq!(count(desk.ledger(), "journal_lines").await, 4);
}
