//! The screens' requests: raw bytes in, JSON out, real runs in between.

use std::time::Duration;

use ntro_workflow::wire::PendingAction;
use ntro_workflow::worker::tenant_api::{Done, TenantApi, TenantApiError};
use ntro_workflow::worker::{Client, RunHandle};
use ntro_workflow_tests::drive::{eventually, open_gate, start};
use ntro_workflow_tests::runbooks::family::{Chore, Day, Parent};
use ntro_workflow_tests::runbooks::gates::{OneReview, ReviewOptions, TwoReviews};
use ntro_workflow_tests::server::{client, client_and_worker, unique, worker};
use serde_json::{Value, json};
use temporalio_sdk::{Runtime, SyncWorkflowContext, Worker, WorkerOptions, WorkflowContext, WorkflowResult};
use temporalio_workflow::{workflow, workflow_methods};

/// What a server answers: status and body.
fn answered(outcome: Result<Done, TenantApiError>) -> (u16, Value) {
    match outcome {
        Ok(done) => (200, serde_json::to_value(done).unwrap()),
        Err(error) => (error.status(), serde_json::to_value(&error).unwrap()),
    }
}

fn refused(outcome: Result<Done, TenantApiError>) -> (u16, String) {
    let (status, body) = answered(outcome);
    assert_eq!(body["statusCode"], status);
    (status, body["reason"].as_str().unwrap_or_default().to_owned())
}

fn bytes(body: &Value) -> Vec<u8> {
    body.to_string().into_bytes()
}

/// A click of a screen that shows this gate.
fn click(gate: &PendingAction, decision: &str, action_id: &str) -> Vec<u8> {
    let seen = (&gate.gate_id, &gate.revision, &gate.digest);
    bytes(&json!({
        "type": decision, "gateId": seen.0, "revision": seen.1, "digest": seen.2, "actionId": action_id,
        "actor": "ada@example.com",
    }))
}

async fn one_review(client: &Client) -> (RunHandle<OneReview>, PendingAction) {
    let run = start::<OneReview>(client, ReviewOptions::default()).await;
    let gate = open_gate(&run, "review").await;
    (run, gate)
}

#[tokio::test]
async fn a_decision_reaches_its_run_and_says_ok() {
    let client = client_and_worker().await;
    let (run, gate) = one_review(&client).await;

    let done = TenantApi::new(&client).act(run.workflow_id(), &click(&gate, "approved", "c1")).await;

    assert_eq!(done.as_ref().unwrap().receipt.as_ref().map(|receipt| receipt.closed), Some(true));
    assert_eq!(answered(done), (200, json!({ "ok": true })));
    assert_eq!(run.result().await.unwrap().action, "approved");
    let who = run.log().await.unwrap().pop().and_then(|line| line.actor);
    assert_eq!(who, Some("ada@example.com".into()));
}

#[tokio::test]
async fn a_click_that_is_sent_again_gives_the_same_receipt() {
    let client = client_and_worker().await;
    let api = TenantApi::new(&client);
    let run = start::<TwoReviews>(&client, ()).await;
    let gate = open_gate(&run, "first").await;

    let once = api.act(run.workflow_id(), &click(&gate, "approved", "c1")).await.unwrap();
    let again = api.act(run.workflow_id(), &click(&gate, "approved", "c1")).await.unwrap();

    assert!(once.receipt.is_some());
    assert_eq!(once, again);
    open_gate(&run, "second").await;
    let other = api.act(run.workflow_id(), &click(&gate, "approved", "c2")).await;
    assert_eq!(refused(other), (409, "already_answered".to_owned()));
}

#[tokio::test]
async fn a_click_that_closed_its_run_may_be_sent_again_too() {
    let client = client_and_worker().await;
    let api = TenantApi::new(&client);
    let (run, gate) = one_review(&client).await;

    let once = api.act(run.workflow_id(), &click(&gate, "approved", "c1")).await.unwrap();
    run.result().await.unwrap();
    let again = api.act(run.workflow_id(), &click(&gate, "approved", "c1")).await.unwrap();

    assert_eq!(once, again);
}

#[tokio::test]
async fn what_was_not_seen_is_refused_and_changes_nothing() {
    let client = client_and_worker().await;
    let api = TenantApi::new(&client);
    let settles = ReviewOptions { settle_ms: Some(86_400_000), ..ReviewOptions::default() };
    let run = start::<OneReview>(&client, settles).await;
    let gate = open_gate(&run, "review").await;
    let id = run.workflow_id();

    let edit = json!({
        "ledger": "expenses", "action": "edit_cell", "rowId": "r1", "field": "amount", "value": 90.0,
        "gateId": gate.gate_id,
    });
    let edited = api.act_on_row(id, &bytes(&edit)).await.unwrap().receipt.unwrap();
    assert_eq!((edited.revision, edited.closed), (2, false));
    let stale = api.act(id, &click(&gate, "approved", "c1")).await;
    assert_eq!(refused(stale), (409, "stale_view".to_owned()));
    let no_row = json!({
        "ledger": "expenses", "action": "reject_row", "rowId": "r9", "gateId": gate.gate_id, "revision": edited.revision,
    });
    assert_eq!(refused(api.act_on_row(id, &bytes(&no_row)).await), (400, "invalid_payload".to_owned()));
    let unaddressed = api.approve(id, br#"{ "reason": "agreed" }"#).await;

    // Without a gate id the answer counts only once the gate has been open for a while.
    assert_eq!(refused(unaddressed), (409, "too_soon".to_owned()));
    let now = open_gate(&run, "review").await;
    assert_eq!(answered(api.act(id, &click(&now, "approved", "c3")).await), (200, json!({ "ok": true })));
    assert_eq!(run.result().await.unwrap().amounts, [90.0]);
}

#[tokio::test]
async fn a_body_that_makes_no_sense_is_refused_with_all_that_is_wrong_with_it() {
    let client = client_and_worker().await;
    let api = TenantApi::new(&client);
    let (run, gate) = one_review(&client).await;

    let (status, envelope) = answered(api.act(run.workflow_id(), br#"{"type":"yes","mood":1}"#).await);

    assert_eq!((status, &envelope["error"]), (400, &json!("Bad Request")));
    let message = envelope["message"].as_str().unwrap();
    assert!(message.contains("`type`") && message.contains("`mood`"), "{message}");
    assert_eq!(refused(api.act(" ", b"\xff").await), (400, "malformed".to_owned()));
    assert_eq!(open_gate(&run, "review").await, gate, "nothing has changed");
    api.reject(run.workflow_id(), &bytes(&json!({ "gate_id": gate.gate_id }))).await.unwrap();
    assert!(run.result().await.is_err());
}

#[tokio::test]
async fn a_task_that_is_not_there_or_closed_says_so() {
    let client = client_and_worker().await;
    let api = TenantApi::new(&client);
    let (run, gate) = one_review(&client).await;
    api.act(run.workflow_id(), &click(&gate, "approved", "c1")).await.unwrap();
    run.result().await.unwrap();

    let closed = api.act(run.workflow_id(), &click(&gate, "approved", "c2")).await;
    assert_eq!(refused(closed), (409, "task_closed".to_owned()));
    let unknown = api.act(&unique("nobody"), br#"{"type":"approved"}"#).await;
    assert_eq!(refused(unknown), (404, "unknown_task".to_owned()));
}

#[tokio::test]
async fn a_child_is_answered_by_its_own_task_id() {
    let client = client_and_worker().await;
    let chores = vec![Chore { waits: true, ..Chore::named("a") }];
    let run = start::<Parent>(&client, Day { chores, keyed: false, by_slug: false }).await;
    let id = format!("{}:share:kid", run.workflow_id());
    let child = client.untyped_run(&id);
    let gate =
        eventually("the gate of the child", || async { child.pending_action().await.ok().flatten() }).await;

    let done = TenantApi::new(&client).act(&id, &click(&gate, "approved", "c1")).await;

    assert_eq!(answered(done), (200, json!({ "ok": true })));
    assert_eq!(run.result().await.unwrap(), ["a done"]);
}

#[tokio::test]
async fn a_task_that_nobody_works_on_may_be_asked_again() {
    let client = client().await;
    let id = unique("alone");
    client.start::<OneReview>(&unique("nobody"), &id, &ReviewOptions::default()).await.unwrap();

    let api = TenantApi::new(&client).patience(Duration::from_secs(1));
    let error = api.act(&id, br#"{"type":"approved"}"#).await.unwrap_err();

    assert!(error.may_be_sent_again());
    assert_eq!(refused(Err(error)), (503, "no_worker".to_owned()));
}

#[tokio::test]
async fn a_click_whose_answer_got_lost_is_applied_once() {
    let client = client().await;
    let task_queue = unique("lost");
    let first = worker(task_queue.clone()).await;
    let run = client.start::<TwoReviews>(&task_queue, &unique("lost"), &()).await.unwrap();
    let gate = open_gate(&run, "first").await;
    first.stop().await.unwrap();

    let hasty = TenantApi::new(&client).patience(Duration::from_secs(1));
    let lost = hasty.act(run.workflow_id(), &click(&gate, "approved", "c1")).await.unwrap_err();
    assert!(lost.may_be_sent_again(), "{lost}");
    let second = worker(task_queue).await;
    let api = TenantApi::new(&client).patience(Duration::from_secs(60));
    let once = api.act(run.workflow_id(), &click(&gate, "approved", "c1")).await.unwrap();
    let again = api.act(run.workflow_id(), &click(&gate, "approved", "c1")).await.unwrap();

    assert_eq!(once.receipt.as_ref().map(|receipt| receipt.closed), Some(true));
    assert_eq!(once, again);
    let next = open_gate(&run, "second").await;
    api.act(run.workflow_id(), &click(&next, "approved", "c1")).await.unwrap();
    assert_eq!(run.result().await.unwrap().len(), 2);
    second.stop().await.unwrap();
}

/// A run of another package: it takes `user_action` by signal, and has no update.
#[workflow]
#[derive(Default)]
struct Peer {
    heard: Vec<Value>,
}

#[workflow_methods]
impl Peer {
    #[run]
    async fn run(ctx: &mut WorkflowContext<Self>) -> WorkflowResult<Vec<Value>> {
        ctx.wait_condition(|peer| peer.heard.len() >= 2).await?;
        Ok(ctx.state(|peer| peer.heard.clone()))
    }

    #[signal]
    fn user_action(&mut self, _ctx: &mut SyncWorkflowContext<Self>, action: Value) {
        self.heard.push(action);
    }
}

#[tokio::test]
async fn a_peer_without_the_update_gets_the_signal_in_its_own_words() {
    let client = client().await;
    let task_queue = unique("peer");
    let mut options = WorkerOptions::new(task_queue.clone()).build();
    options.register_workflow::<Peer>().unwrap();
    let runtime = Runtime::from_current_tokio(Default::default()).unwrap();
    let mut worker = Worker::new(&runtime, client.sdk().clone(), options).unwrap();
    let shut_down = worker.shutdown_handle();
    let asked = async {
        let run = client.start_untyped(&task_queue, "Peer", &unique("peer"), &Value::Null).await.unwrap();
        let api = TenantApi::new(&client);
        let addressed = br#"{"type":"approved","gate_id":"review/review/1/4f9c"}"#;
        let refused = refused(api.act(run.workflow_id(), addressed).await);
        let row = br#"{"ledger":"expenses","action":"reject_row","rowId":"r2"}"#;
        let edited = answered(api.act_on_row(run.workflow_id(), row).await);
        let rejected = br#"{"type":"rejected","comments":"wrong month"}"#;
        let done = answered(api.act(run.workflow_id(), rejected).await);
        let heard = run.result().await.unwrap();
        shut_down();
        (refused, edited, done, heard)
    };
    let (ended, (refused, edited, done, heard)) = futures_util::future::join(worker.run(), asked).await;

    ended.unwrap();
    assert_eq!(refused, (409, "unknown_gate".to_owned()));
    assert_eq!((edited, done), ((200, json!({ "ok": true })), (200, json!({ "ok": true }))));
    assert_eq!(
        heard[0],
        json!({ "kind": "row_action", "payload": { "action": "reject_row", "row_id": "r2" } })
    );
    assert_eq!((&heard[1]["kind"], &heard[1]["reason"]), (&json!("reject"), &json!("wrong month")));
}
