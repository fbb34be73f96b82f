//! Where sessions live.

use std::future::Future;
use std::pin::Pin;

use serde_json::Value;

use crate::agents::error::AgentError;

/// The future of one request to a provider.
pub type AgentFuture<'a, T> = Pin<Box<dyn Future<Output = Result<T, AgentError>> + Send + 'a>>;

/// A provider of agents. Every request may be made again by a later attempt, so each has to bear that.
///
/// ```
/// use ntro_services::agents::*;
///
/// /// Says the same to everybody.
/// struct Parrot;
///
/// impl AgentProvider for Parrot {
///     fn start_session<'a>(&'a self, start: &'a SessionStart) -> AgentFuture<'a, SessionRef> {
///         Box::pin(async { Ok(SessionRef(format!("session of {}", start.idempotency_key))) })
///     }
///     fn send_input<'a>(&'a self, _: &'a SessionRef, _: &'a SessionStart) -> AgentFuture<'a, ()> {
///         Box::pin(async { Ok(()) })
///     }
///     fn poll_session<'a>(&'a self, _: &'a SessionRef) -> AgentFuture<'a, SessionStatus> {
///         let said = Some("hello".to_owned());
///         Box::pin(async { Ok(SessionStatus { final_message: said, ..SessionState::Completed.into() }) })
///     }
///     fn list_files<'a>(&'a self, _: &'a SessionRef) -> AgentFuture<'a, Vec<SessionFile>> {
///         Box::pin(async { Ok(Vec::new()) })
///     }
///     fn download_file<'a>(&'a self, _: &'a SessionFile) -> AgentFuture<'a, Vec<u8>> {
///         Box::pin(async { Ok(Vec::new()) })
///     }
///     fn cancel_session<'a>(&'a self, _: &'a SessionRef) -> AgentFuture<'a, ()> {
///         Box::pin(async { Ok(()) })
///     }
/// }
/// ```
pub trait AgentProvider: Send + Sync + 'static {
    /// Starts a session. Of two calls with the same idempotency key the second gives the session of the
    /// first, as far as the provider can: a worker may be lost before it has noted the session.
    fn start_session<'a>(&'a self, start: &'a SessionStart) -> AgentFuture<'a, SessionRef>;

    /// Gives a session its task. May come twice, with the same idempotency key.
    fn send_input<'a>(&'a self, session: &'a SessionRef, start: &'a SessionStart) -> AgentFuture<'a, ()>;

    /// Looks how far a session is.
    fn poll_session<'a>(&'a self, session: &'a SessionRef) -> AgentFuture<'a, SessionStatus>;

    /// The files that a session has made.
    fn list_files<'a>(&'a self, session: &'a SessionRef) -> AgentFuture<'a, Vec<SessionFile>>;

    /// The bytes of a file.
    fn download_file<'a>(&'a self, file: &'a SessionFile) -> AgentFuture<'a, Vec<u8>>;

    /// Ends what a session is doing. Of one that has ended it says nothing.
    fn cancel_session<'a>(&'a self, session: &'a SessionRef) -> AgentFuture<'a, ()>;
}

/// What a session is started with.
///
/// ```
/// # use ntro_services::agents::SessionStart;
/// fn of_one_call(one: &SessionStart, other: &SessionStart) -> bool {
///     one.idempotency_key == other.idempotency_key
/// }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionStart {
    /// The provider's id of the agent.
    pub agent_id: String,
    /// What it is told.
    pub input: String,
    /// The same for all attempts of one call, and for no other call.
    pub idempotency_key: String,
}

/// The provider's id of a session.
///
/// ```
/// use ntro_services::agents::SessionRef;
///
/// assert_eq!(SessionRef("session_01".into()).0, "session_01");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionRef(pub String);

/// How far a session is.
///
/// ```
/// use ntro_services::agents::{SessionState, SessionStatus};
///
/// let status = SessionStatus::from(SessionState::Running);
/// assert_eq!((status.final_message, status.error), (None, None));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct SessionStatus {
    /// The state.
    pub state: SessionState,
    /// What the agent said last.
    pub final_message: Option<String>,
    /// Why it failed, as the provider says.
    pub error: Option<String>,
    /// What the provider said, as JSON.
    pub raw: Value,
}

/// The states of a session.
///
/// ```
/// # use ntro_services::agents::SessionState;
/// fn has_ended(state: SessionState) -> bool {
///     !matches!(state, SessionState::Running | SessionState::Idle)
/// }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SessionState {
    /// The agent works, or is about to.
    Running,
    /// The agent waits and has said nothing yet. It is so for a moment before it starts to work.
    Idle,
    /// The agent has answered.
    Completed,
    /// The agent failed.
    Failed,
    /// The session was ended, and nobody says why.
    Terminated,
    /// The session was cancelled.
    Cancelled,
}

impl From<SessionState> for SessionStatus {
    fn from(state: SessionState) -> Self {
        Self { state, final_message: None, error: None, raw: Value::Null }
    }
}

/// A file of a session, before it is downloaded.
///
/// ```
/// # use ntro_services::agents::SessionFile;
/// fn is_a_table(file: &SessionFile) -> bool {
///     file.content_type == "text/csv"
/// }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionFile {
    /// The provider's id of it.
    pub file_id: String,
    /// The agent's name for it: a text from outside.
    pub filename: String,
    /// Its content type, as the provider says.
    pub content_type: String,
}
