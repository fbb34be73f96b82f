//! The provider that speaks the documented HTTP: sessions, their events, their files.

mod answer;
mod shape;

use std::time::Duration;

use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use reqwest::{Client, RequestBuilder, Url};
use serde_json::{Value, json};

use crate::agents::error::{AgentError, AgentErrorKind};
use crate::agents::http::answer::What;
use crate::agents::provider::{
    AgentFuture, AgentProvider, SessionFile, SessionRef, SessionStart, SessionState, SessionStatus,
};
use crate::http;

/// Where agents are, unless the environment says otherwise.
const BASE_URL: &str = "https://api.anthropic.com";

/// How long one request may take.
const REQUEST_LIMIT: Duration = Duration::from_secs(30);

/// The largest answer that is read as JSON.
const LONGEST_JSON: usize = 4 * 1024 * 1024;

/// The largest file that is taken over, unless the author says otherwise.
const LARGEST_FILE: usize = 64 * 1024 * 1024;

/// The versions of the interface that are spoken.
const HEADERS: [(&str, &str); 2] = [
    ("anthropic-version", "2023-06-01"),
    ("anthropic-beta", "managed-agents-2026-04-01,files-api-2025-04-14"),
];

/// Agents behind HTTP: `POST /v1/sessions`, `POST` and `GET /v1/sessions/{id}/events`,
/// `GET /v1/sessions/{id}`, `GET /v1/files`.
///
/// ```
/// use ntro_services::agents::{Agents, HttpAgents};
/// use ntro_workflow::worker::Registry;
///
/// let agents = HttpAgents::new("https://agents.example.com", "the key")?.environment("env_01");
/// let registry = Registry::new().activities(Agents::new(agents));
/// # drop(registry);
/// # Ok::<(), ntro_services::agents::AgentError>(())
/// ```
pub struct HttpAgents {
    client: Client,
    base: Url,
    key: String,
    headers: HeaderMap,
    environment_id: Option<String>,
    vault_ids: Vec<String>,
    largest_file: usize,
    limit: Duration,
}

impl HttpAgents {
    /// Agents at that address, with that key. The key is in no error and in no log.
    ///
    /// # Errors
    /// [`AgentErrorKind::Configuration`] if there is no key, or the address is none.
    pub fn new(base_url: &str, key: &str) -> Result<Self, AgentError> {
        let wrong = |message: String| AgentError::new(AgentErrorKind::Configuration, message);
        let base = http::url(base_url)
            .map_err(|message| wrong(format!("agents cannot be reached at `{base_url}`: {message}")))?;
        if key.trim().is_empty() {
            return Err(wrong("there is no key for agents; give one, or set ANTHROPIC_API_KEY".into()));
        }
        let mut secret = HeaderValue::try_from(key.trim()).map_err(|_| {
            wrong("the key for agents has letters that no header can carry; look for a line break".into())
        })?;
        secret.set_sensitive(true);
        let mut headers = HeaderMap::from_iter([(HeaderName::from_static("x-api-key"), secret)]);
        headers.extend(
            HEADERS.map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value))),
        );
        Ok(Self {
            client: http::client(REQUEST_LIMIT).map_err(wrong)?,
            base,
            key: key.trim().to_owned(),
            headers,
            environment_id: None,
            vault_ids: Vec::new(),
            largest_file: LARGEST_FILE,
            limit: REQUEST_LIMIT,
        })
    }

    /// As the environment says: `ANTHROPIC_API_KEY`, `ANTHROPIC_BASE_URL`, `NTRO_ANTHROPIC_ENVIRONMENT_ID`,
    /// `NTRO_ANTHROPIC_VAULT_IDS` (with commas between them).
    ///
    /// # Errors
    /// As [`HttpAgents::new`].
    ///
    /// ```no_run
    /// use ntro_services::agents::{Agents, HttpAgents};
    /// use ntro_workflow::worker::Registry;
    ///
    /// // Made when the worker starts: a missing key ends it, and a manifest needs none.
    /// let registry = Registry::new().activities_later(async || HttpAgents::from_environment().map(Agents::new));
    /// # drop(registry);
    /// ```
    pub fn from_environment() -> Result<Self, AgentError> {
        let variable = |name: &str| std::env::var(name).unwrap_or_default();
        let base = Some(variable("ANTHROPIC_BASE_URL")).filter(|base| !base.is_empty());
        let agents = Self::new(base.as_deref().unwrap_or(BASE_URL), &variable("ANTHROPIC_API_KEY"))?;
        let (environment, vaults) =
            (variable("NTRO_ANTHROPIC_ENVIRONMENT_ID"), variable("NTRO_ANTHROPIC_VAULT_IDS"));
        let agents = if environment.is_empty() { agents } else { agents.environment(environment) };
        Ok(agents.vaults(vaults.split(',').map(str::trim).filter(|vault| !vault.is_empty())))
    }

    /// The environment that sessions run in.
    #[must_use]
    pub fn environment(self, environment_id: impl Into<String>) -> Self {
        Self { environment_id: Some(environment_id.into()), ..self }
    }

    /// The vaults whose credentials sessions may use.
    #[must_use]
    pub fn vaults(self, vault_ids: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Self { vault_ids: vault_ids.into_iter().map(Into::into).collect(), ..self }
    }

    /// The largest file that is taken over, in bytes; 64 MiB by default.
    #[must_use]
    pub fn largest_file(self, bytes: usize) -> Self {
        Self { largest_file: bytes, ..self }
    }

    /// How long one request may take; 30 seconds by default. A download may take ten times as long.
    #[must_use]
    pub fn patience(self, limit: Duration) -> Self {
        Self { limit, ..self }
    }

    fn get(&self, path: &[&str]) -> RequestBuilder {
        self.client.get(self.url(path)).timeout(self.limit).headers(self.headers.clone())
    }

    fn post(&self, path: &[&str], body: &Value) -> RequestBuilder {
        self.client.post(self.url(path)).timeout(self.limit).headers(self.headers.clone()).json(body)
    }

    /// Ids from outside are parts of a path, not paths.
    fn url(&self, path: &[&str]) -> Url {
        let mut url = self.base.clone();
        if let Ok(mut segments) = url.path_segments_mut() {
            segments.pop_if_empty().push("v1").extend(path);
        }
        url
    }

    async fn send_event(
        &self,
        session: &SessionRef,
        event: Value,
        key: Option<String>,
    ) -> Result<(), AgentError> {
        let request = self.post(&["sessions", &session.0, "events"], &json!({ "events": [event] }));
        let request = match key {
            Some(key) => request.header("idempotency-key", key),
            None => request,
        };
        self.json(What::Session, request).await.map(drop)
    }

    async fn poll(&self, session: &SessionRef) -> Result<SessionStatus, AgentError> {
        let raw = self.json(What::Session, self.get(&["sessions", &session.0])).await?;
        let (state, error) = shape::state(&raw).map_err(|message| self.nonsense(&message))?;
        if state != SessionState::Completed {
            return Ok(SessionStatus { error, raw, ..state.into() });
        }
        let events =
            self.get(&["sessions", &session.0, "events"]).query(&[("order", "desc"), ("limit", "100")]);
        let events = self.json(What::Session, events).await?;
        let last = shape::last_words(&events).map_err(|message| self.nonsense(&message))?;
        let state = if last.problem.is_some() { SessionState::Failed } else { state };
        Ok(SessionStatus { state, final_message: last.message, error: last.problem, raw })
    }
}

impl AgentProvider for HttpAgents {
    fn start_session<'a>(&'a self, start: &'a SessionStart) -> AgentFuture<'a, SessionRef> {
        Box::pin(async {
            let mut body = json!({ "agent": start.agent_id });
            if let Some(environment_id) = &self.environment_id {
                body["environment_id"] = json!(environment_id);
            }
            if !self.vault_ids.is_empty() {
                body["vault_ids"] = json!(self.vault_ids);
            }
            let request = self.post(&["sessions"], &body).header("idempotency-key", &start.idempotency_key);
            let session = self.json(What::Agent, request).await?;
            let id = shape::id(&session).map_err(|message| self.nonsense(&message))?;
            Ok(SessionRef(id))
        })
    }

    fn send_input<'a>(&'a self, session: &'a SessionRef, start: &'a SessionStart) -> AgentFuture<'a, ()> {
        let content = json!([{ "type": "text", "text": start.input }]);
        let event = json!({ "type": "user.message", "content": content });
        Box::pin(self.send_event(session, event, Some(format!("{}-input", start.idempotency_key))))
    }

    fn poll_session<'a>(&'a self, session: &'a SessionRef) -> AgentFuture<'a, SessionStatus> {
        Box::pin(self.poll(session))
    }

    fn list_files<'a>(&'a self, session: &'a SessionRef) -> AgentFuture<'a, Vec<SessionFile>> {
        Box::pin(async {
            let request = self.get(&["files"]).query(&[("scope_id", &session.0)]);
            let files = self.json(What::Session, request).await?;
            shape::files(&files).map_err(|message| self.nonsense(&message))
        })
    }

    fn download_file<'a>(&'a self, file: &'a SessionFile) -> AgentFuture<'a, Vec<u8>> {
        let request = self.get(&["files", &file.file_id, "content"]).timeout(self.limit * 10);
        Box::pin(self.bytes(What::File, request, self.largest_file))
    }

    fn cancel_session<'a>(&'a self, session: &'a SessionRef) -> AgentFuture<'a, ()> {
        Box::pin(async {
            match self.send_event(session, json!({ "type": "user.interrupt" }), None).await {
                // It has ended already, which is what was asked for.
                Err(error) if error.kind == AgentErrorKind::Gone => Ok(()),
                outcome => outcome,
            }
        })
    }
}
