//! A provider that misbehaves: what may pass is waited out, what may not is said at once.

use std::time::Duration;

use ntro_services::agents::AgentStatus;
use ntro_workflow_tests::agents::{Asked, Provider};
use ntro_workflow_tests::http::Answer;
use serde_json::json;

use crate::support::{KEY, Kept, agents, answer, asked, task};

#[tokio::test]
async fn each_status_is_a_sentence_that_says_whether_to_try_again() {
    let table = [
        (401, "AgentUnauthorized", false),
        (403, "AgentForbidden", false),
        (404, "UnknownAgent", false),
        (422, "AgentRefused", false),
        (302, "AgentRefused", false),
        (429, "AgentRateLimited", true),
        (500, "AgentProviderDown", true),
        (503, "AgentProviderDown", true),
    ];
    for (status, kind, retryable) in table {
        let said = json!({ "error": { "message": format!("no, not with {KEY}\nat all") } });
        let provider = Provider::start(move |asked, _| {
            (asked == Asked::Start).then(|| Answer::Json(status, said.clone()))
        })
        .await;
        let error = answer(&provider).await.unwrap_err();

        assert_eq!((error.kind(), error.is_retryable()), (kind, retryable), "{status}");
        let message = error.message();
        assert!(message.contains(&format!("({status}: no, not with … at all)")), "{message}");
        assert!(!message.contains(KEY), "{message}");
        let tries = if retryable { 5 } else { 1 };
        assert_eq!(provider.server.requests().len(), tries, "{status}");
    }
}

#[tokio::test]
async fn a_session_that_is_gone_is_not_asked_for_for_ever() {
    let provider =
        Provider::start(|asked, _| (asked == Asked::Poll).then(|| Answer::Json(404, json!({})))).await;
    let error = answer(&provider).await.unwrap_err();

    assert_eq!((error.kind(), error.is_retryable()), ("AgentSessionGone", false));
}

#[tokio::test]
async fn what_passes_is_waited_out_within_one_session() {
    let provider = Provider::start(|asked, count| match (asked, count) {
        (Asked::Start, 0) => Some(Answer::With(429, "retry-after", "0")),
        (Asked::Event, 0) | (Asked::Poll, 0 | 3) => Some(Answer::Json(500, json!({}))),
        (Asked::Poll, 1) => Some(Answer::Bytes(b"<html>502</html>".to_vec())),
        (Asked::Poll, 2) => Some(Answer::Closed),
        _ => None,
    })
    .await;

    assert_eq!(answer(&provider).await.unwrap().status, AgentStatus::Completed);
    assert_eq!(provider.sessions(), 1);
    let keys = provider.events("user.message");
    assert_eq!((keys.len(), &keys[0]), (2, &keys[1]), "the task comes again by the same key");
}

#[tokio::test]
async fn nonsense_for_ever_fails_the_attempt_and_may_be_tried_again() {
    let garbage = b"{\"status\":".to_vec();
    let provider =
        Provider::start(move |asked, _| (asked == Asked::Poll).then(|| Answer::Bytes(garbage.clone()))).await;
    let error = answer(&provider).await.unwrap_err();

    assert_eq!((error.kind(), error.is_retryable()), ("AgentProviderNonsense", true));
}

#[tokio::test]
async fn a_provider_that_hangs_is_given_up_and_tried_again() {
    let provider =
        Provider::start(|asked, count| (asked == Asked::Poll && count == 0).then_some(Answer::Hang)).await;
    let agents = agents(&provider).patience(Duration::from_millis(300));

    assert_eq!(asked(agents, &Kept::default(), task()).await.unwrap().status, AgentStatus::Completed);
}

#[tokio::test]
async fn a_start_whose_answer_got_lost_is_the_same_session() {
    let provider =
        Provider::start(|asked, count| (asked == Asked::Start && count < 2).then_some(Answer::Closed)).await;

    assert_eq!(answer(&provider).await.unwrap().status, AgentStatus::Completed);
    assert_eq!(
        provider
            .server
            .requests_of("POST /v1/sessions")
            .iter()
            .filter(|r| r.line.ends_with("sessions"))
            .count(),
        3
    );
    assert_eq!(provider.sessions(), 1);
}
