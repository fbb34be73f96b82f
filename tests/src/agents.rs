//! A provider of agents, as small as can be: sessions, their events, their files, over HTTP.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use serde_json::json;

use crate::http::{Answer, HttpServer, Request};

/// What is asked of a provider.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Asked {
    /// A new session.
    Start,
    /// An event for a session: its task, or an interruption.
    Event,
    /// How far a session is.
    Poll,
    /// What was said in a session.
    Events,
    /// The files of a session.
    Files,
    /// The bytes of a file.
    Content,
}

impl Asked {
    fn of(line: &str) -> Self {
        match line {
            "POST /v1/sessions" => Self::Start,
            line if line.starts_with("POST ") => Self::Event,
            line if line.contains("/events") => Self::Events,
            line if line.ends_with("/content") => Self::Content,
            line if line.starts_with("GET /v1/files") => Self::Files,
            _ => Self::Poll,
        }
    }
}

/// A provider whose agent answers `done` and makes one file.
pub struct Provider {
    /// Its HTTP server.
    pub server: HttpServer,
    sessions: Arc<AtomicUsize>,
    working: Arc<AtomicBool>,
}

impl Provider {
    /// A provider that does well.
    pub async fn well() -> Self {
        Self::start(|_, _| None).await
    }

    /// A provider that answers some requests otherwise: by what is asked, and how often it was asked before.
    pub async fn start(otherwise: impl Fn(Asked, usize) -> Option<Answer> + Send + Sync + 'static) -> Self {
        let (sessions, working) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicBool::new(false)));
        let (started, busy) = (Arc::clone(&sessions), Arc::clone(&working));
        let counts = Mutex::new(BTreeMap::<Asked, usize>::new());
        let known = Mutex::new(BTreeMap::<String, usize>::new());
        let server = HttpServer::start(move |request: &Request| {
            let asked = Asked::of(&request.line);
            let mut counts = counts.lock().unwrap();
            let count = counts.entry(asked).or_default();
            *count += 1;
            let otherwise = otherwise(asked, *count - 1);
            if asked == Asked::Start && !matches!(otherwise, Some(Answer::Json(400.., _) | Answer::With(..)))
            {
                // It is started, whether the answer arrives or not; the same key gives the same session.
                let mut known = known.lock().unwrap();
                let key = request.header("idempotency-key").to_owned();
                known.entry(key).or_insert_with(|| started.fetch_add(1, Ordering::SeqCst) + 1);
            }
            otherwise.unwrap_or_else(|| usual(asked, busy.load(Ordering::SeqCst)))
        });
        Self { server: server.await, sessions, working }
    }

    /// How many sessions there are.
    #[must_use]
    pub fn sessions(&self) -> usize {
        self.sessions.load(Ordering::SeqCst)
    }

    /// Whether its agents go on working, or have answered.
    pub fn works(&self, working: bool) {
        self.working.store(working, Ordering::SeqCst);
    }

    /// The events of that type that it was sent, each with its idempotency key.
    #[must_use]
    pub fn events(&self, kind: &str) -> Vec<String> {
        let events = self.server.requests_of("POST /v1/sessions/");
        let of_kind = events.iter().filter(|request| request.body["events"][0]["type"] == kind);
        of_kind.map(|request| request.header("idempotency-key").to_owned()).collect()
    }
}

fn usual(asked: Asked, working: bool) -> Answer {
    let body = match asked {
        Asked::Start => json!({ "id": "session_1", "status": "idle" }),
        Asked::Event => json!({}),
        Asked::Poll if working => json!({ "id": "session_1", "status": "running" }),
        Asked::Poll => json!({ "id": "session_1", "status": "idle", "usage": { "output_tokens": 9 } }),
        Asked::Events => {
            json!({ "data": [{ "type": "agent.message", "content": [{ "type": "text", "text": "done" }] }] })
        }
        Asked::Files => {
            json!({ "data": [{ "id": "file_1", "filename": "/out/lines.csv", "mime_type": "text/csv" }] })
        }
        Asked::Content => return Answer::Bytes(b"a,b\n1,2\n".to_vec()),
    };
    Answer::Json(200, body)
}
