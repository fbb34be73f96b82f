//! The runbooks that the tests on the real server run, and the server that they run on.
#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test that cannot be set up fails")]

pub mod drive;
pub mod runbooks;
pub mod server;
