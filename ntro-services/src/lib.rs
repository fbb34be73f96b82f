//! What runbooks reach over HTTP: agents, language models that judge, sinks of events.

pub mod agents;
pub mod events;
pub mod llm;

mod http;

#[cfg(doctest)]
mod pages {
    //! The pages of the project, whose code compiles.
    #[doc = include_str!("../../docs/checks.md")]
    pub struct Checks;
}
