//! Each way in which a session ends has its own word.

use ntro_services::agents::{AgentInvocation, AgentStatus, HttpAgents};
use ntro_workflow_tests::agents::{Asked, Provider};
use ntro_workflow_tests::http::Answer;
use serde_json::{Value, json};

use crate::support::{KEY, Kept, agents, answer, asked, task};

/// A provider whose sessions are always so.
async fn always(session: Value) -> Provider {
    let look = move |asked, _| (asked == Asked::Poll).then(|| Answer::Json(200, session.clone()));
    Provider::start(look).await
}

#[tokio::test]
async fn an_agent_answers_and_its_files_are_kept() {
    let (provider, kept) = (Provider::well().await, Kept::default());
    let input = json!({ "bank": [1, 2] });
    let task = AgentInvocation { tenant_slug: Some("acme".into()), input, ..task() };
    let result = asked(agents(&provider).environment("env_1").vaults(["v1"]), &kept, task).await.unwrap();

    assert_eq!((result.status, result.output_text.as_deref()), (AgentStatus::Completed, Some("done")));
    let [file] = result.output_files.as_slice() else { panic!("{result:?}") };
    assert_eq!((file.document_ref.as_str(), file.filename.as_str()), ("kept/session_1/file_1", "lines.csv"));
    assert_eq!((file.size_bytes, file.source.as_str()), (8, "agent_output:agent_1"));
    let files = kept.files.lock().unwrap();
    assert_eq!((files[0].task_id.as_str(), files[0].tenant_slug.as_deref()), ("close-7", Some("acme")));
    let start = &provider.server.requests_of("POST /v1/sessions")[0];
    assert_eq!(start.body, json!({ "agent": "agent_1", "environment_id": "env_1", "vault_ids": ["v1"] }));
    assert_eq!((start.header("x-api-key"), start.header("idempotency-key").len()), (KEY, 32));
    let told = &provider.server.requests_of("POST /v1/sessions/session_1/events")[0].body["events"][0];
    assert_eq!(told["content"][0]["text"], r#"{"bank":[1,2]}"#);
    assert_eq!(provider.sessions(), 1);
}

#[tokio::test]
async fn every_ending_has_its_own_word() {
    let table = [
        (json!({ "status": "terminated" }), AgentStatus::Terminated),
        (json!({ "status": "terminated", "reason": "error" }), AgentStatus::Failed),
        (json!({ "status": "terminated", "reason": "cancelled" }), AgentStatus::Cancelled),
        (json!({ "status": "idle", "usage": { "output_tokens": 0 } }), AgentStatus::IdleWithoutOutput),
    ];
    for (session, status) in table {
        let result = answer(&always(session.clone()).await).await.unwrap();
        assert_eq!(result.status, status, "{session}");
        assert!(result.error.is_some() && result.output_files.is_empty(), "{result:?}");
        assert_eq!(result.raw, Some(session));
    }
}

#[tokio::test]
async fn a_session_that_says_nothing_is_not_waited_for_to_the_end() {
    let provider = always(json!({ "status": "idle" })).await;
    let result = answer(&provider).await.unwrap();

    assert_eq!(result.status, AgentStatus::IdleWithoutOutput);
    assert_eq!(provider.server.requests_of("GET /v1/sessions/").len(), 3, "as many looks as were asked for");
}

#[tokio::test]
async fn a_session_is_idle_for_a_moment_before_its_agent_works() {
    let provider = Provider::start(|asked, count| match (asked, count) {
        (Asked::Poll, 0 | 1 | 3 | 4) => Some(Answer::Json(200, json!({ "status": "idle" }))),
        (Asked::Poll, 2) => Some(Answer::Json(200, json!({ "status": "running" }))),
        _ => None,
    })
    .await;

    assert_eq!(answer(&provider).await.unwrap().status, AgentStatus::Completed);
}

#[tokio::test]
async fn an_agent_that_works_too_long_is_stopped_and_the_words_say_so() {
    let provider = Provider::well().await;
    provider.works(true);
    let task = AgentInvocation { max_poll_seconds: 0.05, ..task() };
    let result = asked(agents(&provider), &Kept::default(), task).await.unwrap();

    assert_eq!(result.status, AgentStatus::TimedOut);
    assert!(result.error.as_deref().is_some_and(|error| error.starts_with("polling_timeout")), "{result:?}");
    assert_eq!(result.raw.unwrap()["error"], "polling_timeout");
    assert_eq!(provider.events("user.interrupt").len(), 1);
}

#[tokio::test]
async fn an_agent_that_waits_for_a_confirmation_has_failed() {
    let idle = json!({ "type": "session.status_idle", "stop_reason": { "type": "requires_action" } });
    let events = json!({ "data": [idle] });
    let provider =
        Provider::start(move |asked, _| (asked == Asked::Events).then(|| Answer::Json(200, events.clone())))
            .await;
    let result = answer(&provider).await.unwrap();

    assert_eq!(result.status, AgentStatus::Failed);
    assert!(result.error.unwrap().contains("confirmation"));
}

#[tokio::test]
async fn files_that_cannot_be_taken_over_are_a_failure_with_its_reason() {
    let full = Kept { full: true, ..Kept::default() };
    let result = asked(agents(&Provider::well().await), &full, task()).await.unwrap();
    assert_eq!(result.status, AgentStatus::Failed);
    assert_eq!(result.error.as_deref(), Some("File passback failed: there is no room"));

    let half =
        Provider::start(|asked, _| (asked == Asked::Content).then(|| Answer::Half(b"a,".to_vec()))).await;
    let result = answer(&half).await.unwrap();
    assert_eq!(result.status, AgentStatus::Failed);
    assert!(result.error.as_ref().unwrap().contains("broke off"), "{result:?}");

    let large =
        asked(agents(&Provider::well().await).largest_file(3), &Kept::default(), task()).await.unwrap();
    assert!(large.error.unwrap().contains("more than 3 bytes"));
}

#[tokio::test]
async fn half_a_file_is_asked_for_again() {
    let provider = Provider::start(|asked, count| {
        (asked == Asked::Content && count == 0).then(|| Answer::Half(b"a,".to_vec()))
    })
    .await;
    let result = answer(&provider).await.unwrap();

    assert_eq!((result.status, result.output_files[0].size_bytes), (AgentStatus::Completed, 8));
}

#[test]
fn without_a_key_there_are_no_agents() {
    let error = HttpAgents::new("https://agents.example.com", " ").err().unwrap();
    assert!(error.message.contains("ANTHROPIC_API_KEY"), "{error}");
    let error = HttpAgents::new("agents.example.com", KEY).err().unwrap();
    assert!(error.message.contains("agents.example.com") && !error.message.contains(KEY), "{error}");
}
