//! What a replay says of code that has changed: of runs that are closed, and of runs that wait at a gate.

mod days;
mod printed;

use days::{
    Bank, Bookkeeper, Clerk, Original, OtherActivity, OtherChild, Panicking, PostedTwice, Swapped, Untimed,
    WithoutFetch, WithoutPost, Yielding,
};
use ntro_workflow::NtroWorkflow;
use ntro_workflow::wire::action::UserActionMessage;
use ntro_workflow::worker::{
    Client, History, Parting, Registry, ReplayFailure, Replayer, RunStatus, RunningWorker, Worker,
};
use ntro_workflow_tests::drive::{address, open_gate};
use ntro_workflow_tests::server::{client, unique};
use tokio::sync::OnceCell;

/// One run at its gate and at its end.
struct Recorded {
    open: History,
    closed: History,
}

async fn worker<W: NtroWorkflow>(client: &Client, queue: &str) -> RunningWorker {
    let registry = Registry::new().register::<W>().register::<Clerk>().register::<Bookkeeper>();
    Worker::new(client, queue, registry.activities(Bank)).spawn().await.unwrap()
}

async fn record<W: NtroWorkflow<Input = (), Output = ()>>() -> Recorded {
    let client = client().await;
    let queue = unique("replayer");
    let worker = worker::<W>(&client, &queue).await;
    let run = client.start::<W>(&queue, &unique("day"), &()).await.unwrap();
    let gate = open_gate(&run, "review").await;
    let open = History::from_json(&run.history().await.unwrap()).unwrap();
    run.act(UserActionMessage::approve().at(&address(&gate))).await.unwrap();
    run.result().await.unwrap();
    let closed = History::from_json(&run.history().await.unwrap()).unwrap();
    worker.stop().await.unwrap();
    Recorded { open, closed }
}

async fn original() -> &'static Recorded {
    static RECORDED: OnceCell<Recorded> = OnceCell::const_new();
    RECORDED.get_or_init(record::<Original>).await
}

fn on<W: NtroWorkflow>() -> Replayer {
    Registry::new().register::<W>().replayer().unwrap()
}

async fn closed_on<W: NtroWorkflow>() -> Result<(), ReplayFailure> {
    on::<W>().replay(vec![original().await.closed.clone()]).await.remove(0)
}

/// Step, what the history has as which event, what the code has.
async fn parting<W: NtroWorkflow>() -> [String; 3] {
    let failure = closed_on::<W>().await.unwrap_err();
    let ReplayFailure::Parted(parting) = failure else { panic!("{failure}") };
    let Parting { step, event, history, code, .. } = *parting;
    let id = original().await.closed.workflow_id();
    let history = history.map(|history| format!("{}: {history}", event.unwrap_or_default()));
    [step, history, code].map(|part| part.unwrap_or_else(|| "nothing".into()).replace(id, "ID"))
}

#[tokio::test]
async fn what_has_not_changed_replays() {
    let Recorded { open, closed } = original().await;
    assert_eq!((open.status(), closed.status()), (RunStatus::Running, RunStatus::Completed));
    assert_eq!(on::<Original>().replay(vec![open.clone(), closed.clone()]).await, [Ok(()), Ok(())]);
}

#[tokio::test]
async fn another_activity() {
    let [step, history, code] = parting::<OtherActivity>().await;
    assert_eq!(step, "fetch");
    assert_eq!(history, "7: the activity `bank.balance`");
    assert_eq!(code, "the activity `bank.total`");
}

#[tokio::test]
async fn an_activity_that_is_gone() {
    let [step, history, code] = parting::<WithoutFetch>().await;
    assert_eq!(step, "fetch");
    assert_eq!(history, "7: the activity `bank.balance`");
    assert_eq!(code, "a gate's deadline of 86400s of step `review`");
}

#[tokio::test]
async fn a_last_activity_that_is_gone() {
    let [step, history, code] = parting::<WithoutPost>().await;
    assert_eq!(step, "post");
    assert_eq!(history, "31: the activity `bank.post`");
    assert_eq!(code, "the end of the run, completed");
}

#[tokio::test]
async fn one_activity_more_at_the_end() {
    let [step, history, code] = parting::<PostedTwice>().await;
    assert_eq!(step, "post");
    assert_eq!(history, "37: the end of the run, completed");
    assert_eq!(code, "the activity `bank.post`");
}

#[tokio::test]
async fn steps_in_another_order() {
    let [step, history, code] = parting::<Swapped>().await;
    assert_eq!(step, "share");
    assert_eq!(history, "22: the child run `ID:share:day-clerk` of type `DayClerkWorkflow`");
    assert_eq!(code, "the activity `bank.post` of step `post`");
}

#[tokio::test]
async fn a_deadline_that_is_gone() {
    let [step, history, code] = parting::<Untimed>().await;
    assert_eq!(step, "review");
    assert_eq!(history, "14: a gate's deadline of 86400s");
    assert_eq!(code, "nothing");
}

/// The deadline of an open gate is then set late, with the next task, and nothing is stuck.
#[tokio::test]
async fn a_deadline_that_is_new_replays() {
    let Recorded { open, closed } = record::<Untimed>().await;
    assert_eq!(on::<Original>().replay(vec![open, closed]).await, [Ok(()), Ok(())]);
}

#[tokio::test]
async fn another_child() {
    let [step, history, code] = parting::<OtherChild>().await;
    assert_eq!(step, "share");
    assert_eq!(history, "22: the child run `ID:share:day-clerk` of type `DayClerkWorkflow`");
    assert!(code.starts_with("the child run `ID:share:day-bookkeeper` of type"), "{code}");
}

#[tokio::test]
async fn a_step_that_panics_now() {
    let [step, history, code] = parting::<Panicking>().await;
    assert_eq!(step, "review");
    assert_eq!(history, "14: a gate's deadline of 86400s");
    assert_eq!(code, "the end of the run, failed: step `review` panicked: no reviews any more");
}

#[tokio::test]
async fn a_wait_for_what_is_not_of_the_run() {
    let failure = closed_on::<Yielding>().await.unwrap_err();
    let ReplayFailure::TaskFailed { message } = &failure else { panic!("{failure:?}") };
    assert!(message.starts_with("Nondeterministic future detected"), "{message}");
}

#[tokio::test]
async fn a_history_of_another_runbook() {
    let failure = closed_on::<Clerk>().await.unwrap_err();
    let known =
        "it is a history of `BankingDayWorkflow`, which is not registered here; there are `DayClerkWorkflow`";
    assert_eq!(failure.to_string(), known);
}

#[tokio::test]
async fn the_sentence_says_all_of_it() {
    let said = closed_on::<OtherActivity>().await.unwrap_err().to_string();
    assert_eq!(
        said,
        "history and code part in step `fetch`: the history has the activity `bank.balance` (event 7), the code now \
         has the activity `bank.total`; runs in flight need what they have begun with, behind `ctx.patched` \
         (Activity type of scheduled event 'bank.balance' does not match activity type of activity command \
         'bank.total')"
    );
}

/// The SDK mixes them up: its answers are not in the order of the histories when one of them fails.
#[tokio::test]
async fn each_history_gets_its_own_answer() {
    let Recorded { open, closed } = original().await;
    let histories = [open, closed, open, open, closed, closed, open].map(History::clone);
    let replays: Vec<_> =
        on::<WithoutPost>().replay(histories.to_vec()).await.iter().map(Result::is_ok).collect();
    assert_eq!(replays, [true, false, true, true, false, false, true]);
}

/// Wherever a history was taken, or cut off: no panic, no hanging, no false alarm.
#[tokio::test]
async fn every_beginning_of_a_history_replays_or_is_refused() {
    let whole: serde_json::Value = serde_json::from_str(&original().await.closed.to_json().unwrap()).unwrap();
    let events = whole["events"].as_array().unwrap();
    let beginnings =
        (0..=events.len()).map(|count| serde_json::json!({ "events": events[..count] }).to_string());
    let read = beginnings.map(|json| History::from_json(json.as_bytes()));
    let (fit, unfit): (Vec<_>, Vec<_>) = read.partition(Result::is_ok);
    assert_eq!(unfit.len(), 4, "those before the first workflow task was completed");
    let fit: Vec<_> = fit.into_iter().flatten().collect();
    for outcome in on::<Original>().replay(fit).await {
        outcome.unwrap();
    }
}

#[test]
fn no_runtime_is_needed() {
    let recorded = tokio::runtime::Runtime::new().unwrap().block_on(record::<Original>());
    assert_eq!(on::<Original>().replay_blocking(vec![recorded.closed]), [Ok(())]);
}
