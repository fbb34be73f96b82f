//! Recorded histories replay on code whose titles and hints have changed.

use ntro_workflow::Runbook;
use ntro_workflow::prelude::*;
use ntro_workflow::wire::action::{Correction, RowAction, UserActionMessage};
use ntro_workflow_tests::drive::{address, open_gate, raw_signal, start};
use ntro_workflow_tests::runbooks::gates::{Decided, OneReview, ReviewOptions, Sheet};
use ntro_workflow_tests::server::client_and_worker;
use temporalio_client::WorkflowHistory;
use temporalio_sdk::workflow_replayer::{WorkflowReplayer, WorkflowReplayerOptions};

fn decided(review: UserAction<Sheet>) -> Decided {
    let amounts = review.payload.rows.iter().map(|row| row.amount).collect();
    Decided { action: review.action.to_string(), amounts, comments: review.comments, late: review.late }
}

/// [`OneReview`] after somebody has rewritten everything that people read.
#[derive(Default)]
struct Retitled;

#[ntro_workflow(slug = "one-review")]
impl Retitled {
    #[run]
    async fn run(ctx: &Ctx<Self>, _options: ReviewOptions) -> RunbookResult<Decided> {
        Self::review(ctx).await
    }

    #[ui_step(name = "review", title = "Another title", icon = "Calendar")]
    async fn review(ctx: &Ctx<Self>) -> RunbookResult<Decided> {
        let gate = ctx.wait_for_action(&Sheet::of(100.0)).display(Summary::new("Another hint"));
        Ok(decided(gate.reason("Another reason").await?))
    }
}

/// [`OneReview`] after somebody has made it stricter.
#[derive(Default)]
struct Stricter;

#[ntro_workflow(slug = "one-review")]
impl Stricter {
    #[run]
    async fn run(ctx: &Ctx<Self>, _options: ReviewOptions) -> RunbookResult<Decided> {
        Self::review(ctx).await
    }

    #[ui_step(name = "review", title = "Review the sheet", icon = "Eye")]
    async fn review(ctx: &Ctx<Self>) -> RunbookResult<Decided> {
        let gate = ctx.wait_for_action(&Sheet::of(100.0));
        Ok(decided(gate.validate(|_| Err(Violation::at("", "nothing is good enough any more"))).await?))
    }
}

/// [`OneReview`] after somebody has put a wait in front of the gate.
#[derive(Default)]
struct Rewritten;

#[ntro_workflow(slug = "one-review")]
impl Rewritten {
    #[run]
    async fn run(ctx: &Ctx<Self>, _options: ReviewOptions) -> RunbookResult<Decided> {
        ctx.sleep(Duration::from_secs(1)).await?;
        Err(RunbookError::failed("Changed", "another runbook"))
    }
}

pub(crate) async fn replay<W: ntro_workflow::NtroWorkflow>(history: &[u8]) -> Result<(), String> {
    let options = WorkflowReplayerOptions::new().register_workflow::<Runbook<W>>().unwrap().build();
    let replayer = WorkflowReplayer::new(options).unwrap();
    let history = WorkflowHistory::from_json(history).unwrap();
    replayer.replay_workflow(history).await.map(drop).map_err(|error| format!("{error:?}"))
}

/// A run with a row edit and a correction, both addressed by revision and digest.
async fn recorded() -> Vec<u8> {
    let client = client_and_worker().await;
    let run = start::<OneReview>(&client, ReviewOptions::default()).await;
    let first = address(&open_gate(&run, "review").await);
    run.act(UserActionMessage::row(RowAction::edit_cell("r1", "amount", 99.0)).at(&first)).await.unwrap();
    let second = address(&run.pending_action().await.unwrap().unwrap());
    run.act(UserActionMessage::correct([Correction::new("r1", "amount", 98.0)]).at(&second)).await.unwrap();
    assert_eq!(run.result().await.unwrap().amounts, [98.0]);
    run.history().await.unwrap()
}

#[tokio::test]
async fn a_history_replays_on_the_code_that_made_it() {
    replay::<OneReview>(&recorded().await).await.unwrap();
}

#[tokio::test]
async fn recorded_answers_stand_after_titles_and_hints_have_changed() {
    replay::<Retitled>(&recorded().await).await.unwrap();
}

#[tokio::test]
async fn recorded_answers_stand_after_the_check_has_become_stricter() {
    replay::<Stricter>(&recorded().await).await.unwrap();
}

#[tokio::test]
async fn a_signal_addressed_by_revision_stands_after_the_hint_has_changed() {
    let client = client_and_worker().await;
    let run = start::<OneReview>(&client, ReviewOptions::default()).await;
    let gate = open_gate(&run, "review").await;
    let message = serde_json::json!({"action": "approve", "gate_id": gate.gate_id, "revision": 1, "digest": gate.digest});
    raw_signal(&client, run.workflow_id(), "user_action", vec![ntro_workflow_tests::drive::json(&message)])
        .await;
    run.result().await.unwrap();
    replay::<Retitled>(&run.history().await.unwrap()).await.unwrap();
}

#[tokio::test]
async fn changed_logic_is_noticed() {
    let error = replay::<Rewritten>(&recorded().await).await.unwrap_err();
    assert!(error.contains("Nondeterminism") || error.contains("TMPRL1100"), "{error}");
}
