//! What comes of a session that has ended.

use serde_json::{Value, json};

use crate::agents::error::{AgentError, AgentErrorKind};
use crate::agents::files::{AgentFile, AgentFiles, plain_name};
use crate::agents::invocation::{AgentOutputFile, AgentResult, AgentStatus};
use crate::agents::provider::{SessionFile, SessionState, SessionStatus};
use crate::agents::session::Session;
use crate::agents::session::patience::persist;

/// A result is in the run's history and in its steps: what is longer belongs into a file.
const LONGEST_TEXT: usize = 256 * 1024;

/// What the provider said is for people who look into it, and only if it is small.
const LONGEST_RAW: usize = 8 * 1024;

/// How a session ended, in words.
pub(super) struct Ending {
    status: AgentStatus,
    text: Option<String>,
    files: Vec<AgentOutputFile>,
    error: Option<String>,
    raw: Value,
}

impl Ending {
    pub(super) fn timed_out(elapsed_seconds: u64, max_poll_seconds: f64) -> Self {
        let error = format!(
            "polling_timeout: the agent worked for more than {max_poll_seconds} seconds; its session was cancelled"
        );
        let raw = json!({
            "error": "polling_timeout", "elapsed_seconds": elapsed_seconds, "max_poll_seconds": max_poll_seconds,
        });
        Self { status: AgentStatus::TimedOut, text: None, files: Vec::new(), error: Some(error), raw }
    }

    fn failed(error: String, raw: Value) -> Self {
        Self { status: AgentStatus::Failed, text: None, files: Vec::new(), error: Some(error), raw }
    }
}

impl Session<'_> {
    pub(super) fn result(&self, ending: Ending) -> AgentResult {
        let is_small = |raw: &Value| !raw.is_null() && raw.to_string().len() <= LONGEST_RAW;
        AgentResult {
            agent_id: self.invocation.agent_id.clone(),
            session_id: self.session.0.clone(),
            status: ending.status,
            output_text: ending.text,
            output_files: ending.files,
            error: ending.error,
            raw: Some(ending.raw).filter(is_small),
        }
    }

    /// What comes of the last look.
    pub(super) async fn ended(&self, status: SessionStatus) -> AgentResult {
        let SessionStatus { state, final_message: text, error, raw } = status;
        let (status, reason) = match state {
            SessionState::Completed => return self.completed(text, raw).await,
            SessionState::Failed => {
                (AgentStatus::Failed, "the agent failed, and its provider does not say why")
            }
            SessionState::Terminated => (AgentStatus::Terminated, "the provider ended the agent's session"),
            SessionState::Cancelled => {
                (AgentStatus::Cancelled, "the agent's session was cancelled at its provider")
            }
            SessionState::Running | SessionState::Idle => {
                (AgentStatus::IdleWithoutOutput, "the agent waits and has said nothing; look at its session")
            }
        };
        let error = Some(error.unwrap_or_else(|| reason.to_owned()));
        self.result(Ending { status, text, files: Vec::new(), error, raw })
    }

    async fn completed(&self, text: Option<String>, raw: Value) -> AgentResult {
        if let Some(length) = text.as_ref().map(String::len).filter(|length| *length > LONGEST_TEXT) {
            let error = format!(
                "the agent's answer has {length} bytes, more than the {LONGEST_TEXT} that fit; have it write a file"
            );
            return self.result(Ending::failed(error, raw));
        }
        match self.passed_back().await {
            Ok(files) => {
                self.result(Ending { status: AgentStatus::Completed, text, files, error: None, raw })
            }
            Err(error) => self.result(Ending::failed(format!("File passback failed: {error}"), raw)),
        }
    }

    /// The files of the session, kept in the author's store.
    async fn passed_back(&self) -> Result<Vec<AgentOutputFile>, AgentError> {
        let Some(store) = &self.agents.files else { return Ok(Vec::new()) };
        let mut kept = Vec::new();
        for file in self.made_files().await? {
            kept.push(self.keep(&**store, file).await?);
        }
        Ok(kept)
    }

    /// They may come a moment after the answer.
    async fn made_files(&self) -> Result<Vec<SessionFile>, AgentError> {
        let (looks, pause) = self.agents.looks.files;
        let provider = &self.agents.provider;
        for look in 1..=looks {
            let files = persist(self.patience.interval, || provider.list_files(&self.session)).await?;
            if !files.is_empty() {
                return Ok(files);
            }
            if look < looks {
                tokio::time::sleep(pause).await;
            }
        }
        Ok(Vec::new())
    }

    async fn keep(&self, store: &dyn AgentFiles, file: SessionFile) -> Result<AgentOutputFile, AgentError> {
        let provider = &self.agents.provider;
        let bytes = persist(self.patience.interval, || provider.download_file(&file)).await?;
        let source = format!("agent_output:{}", self.invocation.agent_id);
        let file = AgentFile {
            key: format!("{}/{}", self.session.0, file.file_id),
            filename: plain_name(&file.filename),
            content_type: file.content_type,
            bytes,
            source,
            task_id: self.ctx.info().workflow_id.clone(),
            tenant_slug: self.invocation.tenant_slug.clone(),
            entity_slug: self.invocation.entity_slug.clone(),
        };
        let document_ref = persist(self.patience.interval, || store.keep(&file)).await?;
        if document_ref.is_empty() {
            let message = format!("the store gave no reference for `{}`", file.filename);
            return Err(AgentError::new(AgentErrorKind::Refused, message));
        }
        let AgentFile { filename, content_type, bytes, source, .. } = file;
        Ok(AgentOutputFile { document_ref, filename, content_type, size_bytes: bytes.len() as u64, source })
    }
}
