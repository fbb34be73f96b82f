//! What runbooks reach over HTTP: agents, language models that judge, sinks of events.

pub mod agents;
pub mod events;
pub mod llm;

mod http;
