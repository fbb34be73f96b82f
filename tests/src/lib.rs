//! The runbooks that the tests on the real server run, the server that they run on, and processes and
//! terminals for the tests of programs.
#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test that cannot be set up fails")]

#[cfg(doctest)]
mod pages {
    //! The pages of the project, whose code compiles.
    #[doc = include_str!("../../README.md")]
    pub struct Readme;
    #[doc = include_str!("../../docs/authoring.md")]
    pub struct Authoring;
    #[doc = include_str!("../../docs/corrections.md")]
    pub struct Corrections;
    #[doc = include_str!("../../docs/operations.md")]
    pub struct Operations;
    #[doc = include_str!("../../docs/migration.md")]
    pub struct Migration;
    #[doc = include_str!("../../docs/events.md")]
    pub struct Events;
    #[doc = include_str!("../../docs/agents.md")]
    pub struct Agents;
    #[doc = include_str!("../../docs/http.md")]
    pub struct Http;
    #[doc = include_str!("../../docs/gates.md")]
    pub struct Gates;
    #[doc = include_str!("../../docs/documents.md")]
    pub struct Documents;
}

pub mod agents;
pub mod drive;
pub mod history;
pub mod http;
pub mod postgres;
pub mod process;
pub mod program;
pub mod runbooks;
pub mod server;
pub mod terminal;
