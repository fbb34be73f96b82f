//! What an agent is asked, and what comes of it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// A task for an agent.
///
/// ```
/// use ntro_services::agents::AgentInvocation;
///
/// let task = AgentInvocation::new("agent_reconcile", "Reconcile the bank statement of 2026-03.");
/// assert_eq!((task.poll_interval_seconds, task.max_poll_seconds), (5.0, 1800.0));
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AgentInvocation {
    /// The provider's id of the agent.
    pub agent_id: String,
    /// What it is told: a text, or any JSON, which it gets as text.
    pub input: Value,
    /// Whose task it is, for the store of files.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tenant_slug: Option<String>,
    /// What it is about, for the store of files.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entity_slug: Option<String>,
    /// How long to wait between two looks at first; the pauses grow to six times as much.
    #[serde(default = "poll_interval")]
    pub poll_interval_seconds: f64,
    /// How long the agent may work, counted from when its session was started, also over several attempts.
    #[serde(default = "max_poll")]
    pub max_poll_seconds: f64,
}

fn poll_interval() -> f64 {
    5.0
}

fn max_poll() -> f64 {
    1800.0
}

impl AgentInvocation {
    /// A task with the usual patience: a look each five seconds at first, for half an hour.
    pub fn new(agent_id: impl Into<String>, input: impl Into<Value>) -> Self {
        Self {
            agent_id: agent_id.into(),
            input: input.into(),
            tenant_slug: None,
            entity_slug: None,
            poll_interval_seconds: poll_interval(),
            max_poll_seconds: max_poll(),
        }
    }

    /// The message for the agent.
    pub(super) fn message(&self) -> String {
        match &self.input {
            Value::String(text) => text.clone(),
            other => other.to_string(),
        }
    }
}

/// How a session ended. Each word has one meaning.
///
/// ```
/// use ntro_services::agents::AgentStatus;
///
/// assert_eq!(serde_json::to_value(AgentStatus::IdleWithoutOutput)?, "idle_without_output");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AgentStatus {
    /// The agent has answered, and its files are kept.
    Completed,
    /// The agent failed, or its answer or files could not be taken over: `error` says which.
    Failed,
    /// The provider ended the session without saying why.
    Terminated,
    /// The session was cancelled: by its run, or at the provider.
    Cancelled,
    /// The agent worked longer than it may; its session was cancelled.
    TimedOut,
    /// The agent waits, and has said nothing.
    IdleWithoutOutput,
}

/// What came of a task.
///
/// ```
/// use ntro_services::agents::{AgentResult, AgentStatus};
///
/// fn text(result: AgentResult) -> Result<String, String> {
///     match result.status {
///         AgentStatus::Completed => Ok(result.output_text.unwrap_or_default()),
///         _ => Err(result.error.unwrap_or_default()),
///     }
/// }
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AgentResult {
    /// The agent that was asked.
    pub agent_id: String,
    /// Its session at the provider.
    pub session_id: String,
    /// How it ended.
    pub status: AgentStatus,
    /// What the agent said last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub output_text: Option<String>,
    /// The files that it made, as they are kept.
    #[serde(default)]
    pub output_files: Vec<AgentOutputFile>,
    /// Why it is not completed; one sentence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
    /// What the provider said last, where it is small; for people who look into it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub raw: Option<Value>,
}

/// A file that an agent made, as it is kept.
///
/// ```
/// # use ntro_services::agents::AgentOutputFile;
/// fn line(file: &AgentOutputFile) -> String {
///     format!("{} ({} bytes) at {}", file.filename, file.size_bytes, file.document_ref)
/// }
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AgentOutputFile {
    /// Where it is kept, as the author's store says.
    pub document_ref: String,
    /// The agent's name for it, without directories.
    pub filename: String,
    /// Its content type, as the provider says.
    pub content_type: String,
    /// Its size.
    pub size_bytes: u64,
    /// Where it comes from: `agent_output:<agent_id>`.
    pub source: String,
}
