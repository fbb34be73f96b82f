//! The commands of a client, as a person and a script run them, on the real Temporal server.
#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test that cannot be set up fails")]

mod acting;
mod attributes;
mod completing;
mod listing;
mod program;
mod recording;
mod running;
mod showing;
mod testing;
mod troubles;
mod typing;
