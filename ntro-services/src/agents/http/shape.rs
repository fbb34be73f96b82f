//! The provider's JSON, read for what is needed of it.

use serde_json::Value;

use crate::agents::provider::{SessionFile, SessionState};

/// As much of the provider's reason as belongs into a sentence.
const LONGEST_REASON: usize = 500;

/// What the agent said last, or why its silence is a failure.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct LastWords {
    pub(super) message: Option<String>,
    pub(super) problem: Option<String>,
}

pub(super) fn id(session: &Value) -> Result<String, String> {
    let id = session["id"].as_str().filter(|id| !id.is_empty() && id.len() <= 200);
    id.map(str::to_owned).ok_or_else(|| "the session has no `id`".to_owned())
}

/// The state of a session, with the reason that the provider gives.
pub(super) fn state(session: &Value) -> Result<(SessionState, Option<String>), String> {
    let status = session["status"].as_str().ok_or("the session has no `status`")?;
    let reason = reason(session);
    let has_spoken =
        session.pointer("/usage/output_tokens").and_then(Value::as_u64).is_some_and(|count| count > 0);
    let state = match (status, reason.as_deref()) {
        ("idle", _) if has_spoken => SessionState::Completed,
        ("idle", _) => SessionState::Idle,
        ("completed", _) => SessionState::Completed,
        ("failed", _) | ("terminated", Some("failed" | "error")) => SessionState::Failed,
        ("cancelled" | "canceled", _) | ("terminated", Some("cancelled" | "canceled")) => {
            SessionState::Cancelled
        }
        ("terminated", _) => SessionState::Terminated,
        // Whatever else it is called, it has not ended; the agent's time goes on.
        _ => SessionState::Running,
    };
    Ok((state, message(session).or(reason)))
}

fn reason(session: &Value) -> Option<String> {
    let at = ["/reason", "/termination_reason", "/status_reason"];
    at.iter().find_map(|at| session.pointer(at)?.as_str()).map(cut)
}

fn message(session: &Value) -> Option<String> {
    session.pointer("/error/message").or_else(|| session.get("error"))?.as_str().map(cut)
}

fn cut(text: &str) -> String {
    text.chars().take(LONGEST_REASON).collect()
}

/// Reads a page of events, the newest first or last.
pub(super) fn last_words(page: &Value) -> Result<LastWords, String> {
    let events = page["data"].as_array().ok_or("the events have no `data`")?;
    let newest = |kind: &str| {
        let of_kind = events.iter().filter(|event| event["type"] == kind);
        of_kind
            .enumerate()
            .max_by_key(|(index, event)| (at(event), std::cmp::Reverse(*index)))
            .map(|(_, event)| event)
    };
    let problem =
        newest("session.status_idle").and_then(|idle| match idle.pointer("/stop_reason/type")?.as_str()? {
            "requires_action" => Some("the agent waits for a confirmation that nobody gives here"),
            "retries_exhausted" => Some("the agent gave up after several tries"),
            _ => None,
        });
    let message = newest("agent.message").map(text).filter(|text| !text.is_empty());
    Ok(LastWords { message, problem: problem.map(str::to_owned) })
}

/// When an event was processed; RFC 3339 in one zone sorts as text.
fn at(event: &Value) -> &str {
    event["processed_at"].as_str().unwrap_or_default()
}

fn text(message: &Value) -> String {
    let blocks = message["content"].as_array().map(Vec::as_slice).unwrap_or_default();
    blocks.iter().filter_map(|block| block["text"].as_str()).collect::<Vec<_>>().join("\n")
}

pub(super) fn files(page: &Value) -> Result<Vec<SessionFile>, String> {
    let files = page["data"].as_array().ok_or("the files have no `data`")?;
    let read = |file: &Value| {
        let text = |key: &str| file[key].as_str().filter(|text| !text.is_empty());
        Ok(SessionFile {
            file_id: text("id").ok_or("a file has no `id`")?.to_owned(),
            filename: text("filename").unwrap_or("unnamed").to_owned(),
            content_type: text("mime_type").unwrap_or("application/octet-stream").to_owned(),
        })
    };
    files.iter().map(read).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn every_state_is_told_apart() {
        use SessionState as S;
        let table = [
            (json!({ "status": "running" }), S::Running),
            (json!({ "status": "rescheduling" }), S::Running),
            (json!({ "status": "idle", "usage": { "output_tokens": 0 } }), S::Idle),
            (json!({ "status": "idle" }), S::Idle),
            (json!({ "status": "idle", "usage": { "output_tokens": 7 } }), S::Completed),
            (json!({ "status": "terminated" }), S::Terminated),
            (json!({ "status": "terminated", "reason": "error" }), S::Failed),
            (json!({ "status": "terminated", "reason": "failed" }), S::Failed),
            (json!({ "status": "terminated", "reason": "cancelled" }), S::Cancelled),
            (json!({ "status": "something new" }), S::Running),
        ];
        for (session, expected) in table {
            assert_eq!(state(&session).map(|(state, _)| state), Ok(expected), "{session}");
        }
        for nonsense in [json!({}), json!([]), json!("idle"), json!({ "status": 3 })] {
            assert!(state(&nonsense).is_err() && last_words(&nonsense).is_err() && files(&nonsense).is_err());
        }
    }

    #[test]
    fn the_newest_message_is_the_answer_in_whatever_order_it_comes() {
        let said = |text: &str, at: &str| json!({ "type": "agent.message", "processed_at": at, "content": [{ "type": "text", "text": text }] });
        let (old, new) = (said("first", "2026-03-01T10:00:00Z"), said("last", "2026-03-01T10:00:05Z"));
        for page in [json!({ "data": [old, new] }), json!({ "data": [new, old] })] {
            assert_eq!(last_words(&page).map(|last| last.message), Ok(Some("last".to_owned())));
        }
        let waits = json!({ "type": "session.status_idle", "stop_reason": { "type": "requires_action" } });
        assert!(last_words(&json!({ "data": [waits] })).is_ok_and(|last| last.problem.is_some()));
    }
}
