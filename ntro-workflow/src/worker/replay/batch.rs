//! One batch of histories through the SDK's replayer.

use temporalio_client::WorkflowHistory;
use temporalio_sdk::workflow_replayer::{
    WorkflowReplayFailure, WorkflowReplayResult, WorkflowReplayer, WorkflowReplayerOptions,
};

use crate::runbook::error::with_causes;
use crate::worker::registry::RunbookEntry;
use crate::worker::replay::calls::Calls;
use crate::worker::replay::failure::ReplayFailure;
use crate::worker::replay::history::History;
use crate::worker::replay::parting::{leaves_something_undone, parting};
use crate::worker::replay::{Outcome, words};

/// Replays on this thread, which must not be one of a runtime.
pub(super) fn replay(runbooks: &[RunbookEntry], histories: &[History]) -> Vec<Outcome> {
    let known = |history: &&History| entry(runbooks, history).is_some();
    let batch: Vec<_> = histories.iter().filter(known).collect();
    // One worker for all is the fastest way to learn that nothing is wrong. Of a batch in which something
    // is, the SDK may say it of another history, since a run that replays may be evicted later than the
    // next one fails: each is then replayed alone.
    let all_replay = together(runbooks, &batch).is_ok_and(|outcomes| outcomes.iter().all(Result::is_ok));
    let alone = |history: &History| match entry(runbooks, history) {
        None => Err(not_registered(runbooks, history)),
        Some(_) if all_replay => Ok(()),
        Some(_) => match together(runbooks, &[history]) {
            Ok(mut outcomes) => outcomes.pop().unwrap_or_else(|| Err(not_replayed(NO_ANSWER))),
            Err(message) => Err(not_replayed(&message)),
        },
    };
    histories.iter().map(alone).collect()
}

const NO_ANSWER: &str = "the SDK's replayer passed it over";
const UNDONE: &str = "the code does not do all that is in the history";

fn entry<'a>(runbooks: &'a [RunbookEntry], history: &History) -> Option<&'a RunbookEntry> {
    runbooks.iter().find(|entry| entry.workflow_type == history.workflow_type())
}

fn not_replayed(message: &str) -> ReplayFailure {
    ReplayFailure::NotReplayed { message: message.to_owned() }
}

fn not_registered(runbooks: &[RunbookEntry], history: &History) -> ReplayFailure {
    let mut known: Vec<_> = runbooks.iter().map(|entry| entry.workflow_type.to_owned()).collect();
    known.sort();
    ReplayFailure::NotRegistered { workflow_type: history.workflow_type().to_owned(), known }
}

fn together(runbooks: &[RunbookEntry], histories: &[&History]) -> Result<Vec<Outcome>, String> {
    if histories.is_empty() {
        return Ok(Vec::new());
    }
    let calls = Calls::default();
    let mut options = WorkflowReplayerOptions::new().workflow_interceptor(calls.recorder()).build();
    for entry in runbooks {
        (entry.register_replay)(&mut options).map_err(|error| error.to_string())?;
    }
    let replayer = WorkflowReplayer::new(options).map_err(|error| with_causes(&error))?;
    // The replayer stays on its thread, as all of a run does.
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|error| format!("there is no runtime to be had: {error}"))?;
    let events = histories.iter().map(|history| WorkflowHistory::from(history.to_replay()));
    let results = runtime.block_on(replayer.replay_workflows(events));
    let results = results.map_err(|error| with_causes(&error))?;
    let replayed = histories.iter().zip(results);
    Ok(replayed.map(|(history, result)| outcome(runbooks, history, &calls, result)).collect())
}

fn outcome(
    runbooks: &[RunbookEntry],
    history: &History,
    calls: &Calls,
    result: WorkflowReplayResult,
) -> Outcome {
    let calls = calls.take(history.run_id());
    let replayed = calls.is_some();
    let (events, calls) = (history.events(), calls.unwrap_or_default());
    let parted = |message: &str| {
        let described = entry(runbooks, history).map(|entry| (entry.describe)().steps);
        let steps = described.into_iter().flatten().map(|step| (step.name, step.title)).collect();
        Err(ReplayFailure::Parted(Box::new(parting(events, &calls, &steps, message))))
    };
    match result.replay_failure {
        // What the SDK has no answer for counts as replayed there.
        None if !replayed => Err(not_replayed(NO_ANSWER)),
        // Its worker may be gone before it could say that they part.
        None if leaves_something_undone(events, &calls) => parted(UNDONE),
        None => Ok(()),
        Some(WorkflowReplayFailure::Nondeterminism { message }) => parted(&message),
        Some(WorkflowReplayFailure::WorkflowTaskFailure { message }) => {
            Err(ReplayFailure::TaskFailed { message: words::sentence(&message) })
        }
        Some(failure) => Err(not_replayed(&failure.to_string())),
    }
}
