//! The screens' requests to a run of the package, which has no update: they go as signals, in its words.

use ntro_workflow::worker::tenant_api::TenantApi;
use ntro_workflow_tests::drive::eventually;
use ntro_workflow_tests::server::{client, unique};
use serde_json::{Value, json};

use crate::python;

#[tokio::test]
async fn a_reject_reaches_the_package_as_a_reject() {
    let client = client().await;
    let queue = unique("python");
    let _worker = python::worker(&queue).await;
    let shown = json!({ "total": 125 });
    let run = client.start_untyped(&queue, "PeerChildWorkflow", &unique("peer"), &shown).await.unwrap();
    eventually("the Python gate", || async {
        let pending = run.query("current_pending_action", &Value::Null).await.ok()?;
        (!pending.is_null()).then_some(())
    })
    .await;

    let api = TenantApi::new(&client);
    let addressed = br#"{"type":"approved","gate_id":"review/review/1/4f9c"}"#;
    let refused = api.act(run.workflow_id(), addressed).await.unwrap_err();
    assert_eq!((refused.status(), refused.reason().as_str()), (409, "unknown_gate"));
    let done = api.act(run.workflow_id(), br#"{"type":"rejected","comments":"wrong month"}"#).await.unwrap();

    assert_eq!(done.receipt, None);
    let decision = &run.result().await.unwrap()["decision"];
    // What the package's templates look for: one at `kind`, others at `type`.
    assert_eq!((&decision["kind"], &decision["type"]), (&json!("reject"), &json!("rejected")));
    assert_eq!(decision["reason"], "wrong month");
}
