//! Agents: a step hands a task to an agent elsewhere, and gets its answer and its files.
//!
//! A worker registers [`Agents`] with a [provider](AgentProvider), mostly [`HttpAgents`], and a runbook calls
//! [`Agents::INVOKE`]. Whatever becomes of the worker meanwhile, one call has one session: the session's id
//! is in the heartbeat, and the next attempt adopts it.
//!
//! | file | idea |
//! | --- | --- |
//! | `invocation` | what is asked, and what comes of it |
//! | `provider` | where sessions live: the trait |
//! | `error` | why a provider does not do what it should |
//! | `files` | where the files of a session go: the author's trait |
//! | `host` | the activity |
//! | `session` | one session, from start or adoption to its end |
//! | `http` | the provider that speaks the documented HTTP |

mod error;
mod files;
mod host;
mod http;
mod invocation;
mod provider;
mod session;

pub use error::{AgentError, AgentErrorKind};
pub use files::{AgentFile, AgentFiles};
pub use host::Agents;
pub use http::HttpAgents;
pub use invocation::{AgentInvocation, AgentOutputFile, AgentResult, AgentStatus};
pub use provider::{
    AgentFuture, AgentProvider, SessionFile, SessionRef, SessionStart, SessionState, SessionStatus,
};
