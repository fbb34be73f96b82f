//! What runbooks reach over HTTP, with servers that behave and misbehave.
#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test that cannot be set up fails")]

mod adoption;
mod endings;
mod events;
mod faults;
mod support;
