//! The commands of an author, as a person and a script run them: on crates of their own, and on the real
//! Temporal server.
#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test that cannot be set up fails")]

mod dev;
mod manifest;
mod new;
mod package;
mod process;
mod program;
mod project;
