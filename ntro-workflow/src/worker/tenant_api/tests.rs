//! Bodies read, and errors written: tables.

use serde_json::{Value, json};

use crate::wire::{ActionMessage, Refusal, RefusalReason};
use crate::worker::tenant_api::{BodyProblem, Done, TaskActionDto, TaskRowActionDto, TenantApiError, peer};

fn action(body: &Value) -> Result<Value, Vec<String>> {
    let read = TaskActionDto::read(body.to_string().as_bytes());
    let message = read.map_err(|problems| keys(&problems))?.into_message();
    Ok(serde_json::to_value(message).expect("it is JSON"))
}

fn row(body: &Value) -> Result<Value, Vec<String>> {
    let read = TaskRowActionDto::read(body.to_string().as_bytes(), &["expenses", "lines"]);
    let message = read.map_err(|problems| keys(&problems))?.into_message();
    Ok(serde_json::to_value(message).expect("it is JSON"))
}

fn keys(problems: &[BodyProblem]) -> Vec<String> {
    problems.iter().map(|problem| problem.key.clone()).collect()
}

#[test]
fn decisions_are_read_in_both_spellings() {
    let rows = [
        (json!({ "type": "approved" }), json!({ "action": "approved" })),
        (json!({ "type": "rejected", "comments": "no" }), json!({ "action": "rejected", "comments": "no" })),
        (
            json!({ "type": "approved", "gateId": "g", "revision": 2, "digest": "d", "actionId": "a", "actedBy": "ada" }),
            json!({ "action": "approved", "gate_id": "g", "revision": 2, "digest": "d", "action_id": "a", "actor": "ada" }),
        ),
        (
            json!({ "type": "approved", "gate_id": "g", "gateId": "g", "actor": { "id": 7 }, "comments": null }),
            json!({ "action": "approved", "gate_id": "g", "actor": { "id": 7 } }),
        ),
    ];
    for (body, message) in rows {
        assert_eq!(action(&body), Ok(message), "{body}");
    }
}

#[test]
fn every_problem_of_a_decision_is_said_at_once() {
    let rows = [
        (json!({}), vec!["type"]),
        (json!({ "type": "approve" }), vec!["type"]),
        (json!({ "type": true, "comments": 3, "mood": "good" }), vec!["type", "comments", "mood"]),
        (json!({ "type": "approved", "gate_id": "a", "gateId": "b" }), vec!["gateId"]),
        (json!({ "type": "approved", "digest": "d" }), vec!["gate_id"]),
        (json!({ "type": "approved", "revision": 0, "gate_id": "g" }), vec!["revision"]),
        (json!({ "type": "approved", "actor": 3, "actionId": "x".repeat(201) }), vec!["action_id", "actor"]),
        // A screen that believes that it corrects must not approve what it wanted to correct.
        (json!({ "type": "approved", "corrections": [] }), vec!["corrections"]),
        (json!([]), vec![""]),
        (json!("approved"), vec![""]),
    ];
    for (body, problems) in rows {
        assert_eq!(action(&body), Err(problems.into_iter().map(str::to_owned).collect()), "{body}");
    }
}

#[test]
fn what_is_no_json_is_one_problem() {
    for body in [&b"{"[..], b"\xff\xfe", b"approved", &[b' '; 300_000]] {
        assert_eq!(TaskActionDto::read(body).map_err(|problems| keys(&problems)), Err(vec![String::new()]));
    }
    assert_eq!(TaskActionDto::read(b"").map_err(|problems| keys(&problems)), Err(vec!["type".to_owned()]));
}

#[test]
fn row_actions_are_read_and_their_ledger_is_checked() {
    let edit =
        json!({ "ledger": "expenses", "action": "edit_cell", "rowId": "r1", "field": "vat", "value": null });
    let payload = json!({ "action": "edit_cell", "row_id": "r1", "field": "vat", "value": null });
    assert_eq!(row(&edit), Ok(json!({ "kind": "row_action", "payload": payload })));
    let reject = json!({ "ledger": "lines", "action": "reject_row", "row_id": "r1", "comments": "twice" });
    let payload = json!({ "action": "reject_row", "row_id": "r1", "comments": "twice" });
    assert_eq!(row(&reject), Ok(json!({ "kind": "row_action", "payload": payload })));
}

#[test]
fn every_problem_of_a_row_action_is_said_at_once() {
    let rows = [
        (json!({}), vec!["ledger", "action", "rowId"]),
        (json!({ "ledger": "gl", "action": "drop", "rowId": "" }), vec!["ledger", "action", "rowId"]),
        (json!({ "ledger": "lines", "action": "edit_cell", "rowId": "r" }), vec!["field", "value"]),
        (
            json!({ "ledger": "lines", "action": "edit_cell", "rowId": "r", "field": "f", "value": [1] }),
            vec!["value"],
        ),
        (
            json!({ "ledger": "lines", "action": "reject_row", "rowId": "r", "field": "f", "x": 1 }),
            vec!["field", "x"],
        ),
    ];
    for (body, problems) in rows {
        assert_eq!(row(&body), Err(problems.into_iter().map(str::to_owned).collect()), "{body}");
    }
}

#[test]
fn every_refusal_has_its_status() {
    use RefusalReason as R;
    let table = [
        (R::Malformed, 400),
        (R::Ambiguous, 400),
        (R::InvalidPayload, 400),
        (R::NotEditable, 400),
        (R::NoOpenGate, 409),
        (R::UnknownGate, 409),
        (R::AlreadyAnswered, 409),
        (R::StaleView, 409),
        (R::ActionIdTaken, 409),
        (R::AddressRequired, 409),
        (R::TooSoon, 409),
        (R::NotAllowed, 409),
        (R::UnknownName, 409),
        (R::HandlerRefused, 409),
    ];
    for (reason, status) in table {
        let error = TenantApiError::Refused(Refusal::new(reason, "why and what to do"));
        let word = serde_json::to_value(reason).expect("a word");
        let phrase = if status == 400 { "Bad Request" } else { "Conflict" };
        let envelope =
            json!({ "statusCode": status, "message": "why and what to do", "error": phrase, "reason": word });
        assert_eq!(serde_json::to_value(&error).expect("JSON"), envelope);
    }
}

#[test]
fn every_failure_has_its_status_and_word() {
    let task = || "close-7".to_owned();
    let table = [
        (TenantApiError::Malformed(Vec::new()), 400, "malformed", "Bad Request"),
        (TenantApiError::UnknownTask(task()), 404, "unknown_task", "Not Found"),
        (TenantApiError::Closed(task()), 409, "task_closed", "Conflict"),
        (TenantApiError::NoWorker(task()), 503, "no_worker", "Service Unavailable"),
        (TenantApiError::TimedOut(task()), 503, "timed_out", "Service Unavailable"),
        (TenantApiError::Unavailable("gone".into()), 503, "unavailable", "Service Unavailable"),
    ];
    for (error, status, reason, phrase) in table {
        let envelope = serde_json::to_value(&error).expect("JSON");
        assert_eq!((&envelope["statusCode"], &envelope["error"]), (&json!(status), &json!(phrase)));
        assert_eq!(envelope["reason"], reason);
    }
    assert_eq!(serde_json::to_value(Done::new(None)).expect("JSON"), json!({ "ok": true }));
}

#[test]
fn a_peer_without_the_update_is_told_by_what_its_sdk_says() {
    let said = [
        "Update handler for 'user_action' expected but not found, and there is no dynamic handler. known updates: []",
        "unknown update user_action. KnownUpdates=[]",
        "No registered handler for update: user_action",
        "No update handler registered for update name user_action",
    ];
    assert!(said.iter().all(|said| peer::has_no_update(said)));
    assert!(
        !["context deadline exceeded", "already_answered: somebody was faster"]
            .iter()
            .any(|said| peer::has_no_update(said))
    );
}

/// The peer's template takes anything but `"kind": "reject"` for an approval, and reads row actions only
/// when they are nested.
#[test]
fn a_peer_gets_the_words_that_its_templates_look_for() {
    let spelled = |body: Value| {
        let message: ActionMessage = serde_json::from_value(body).expect("a message");
        let spelled = peer::spelled(&message);
        assert_eq!(ActionMessage::decode(&spelled).expect("ours reads it too").verb, message.verb);
        spelled
    };
    let rejected = spelled(json!({ "action": "rejected", "comments": "no" }));
    assert_eq!(
        rejected,
        json!({ "kind": "reject", "type": "rejected", "action": "reject", "comments": "no", "reason": "no" })
    );
    assert_eq!(spelled(json!({ "action": "approved" }))["kind"], "approve");
    let edit = spelled(
        json!({ "kind": "row_action", "action": "edit_cell", "rowId": "r", "field": "f", "value": 1 }),
    );
    let payload = json!({ "action": "edit_cell", "row_id": "r", "field": "f", "value": 1 });
    assert_eq!(edit, json!({ "kind": "row_action", "payload": payload }));
}
