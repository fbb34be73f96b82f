//! Evaluators, judges and their answers, without a server.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed, and says where")]

mod builtins;
mod prompts;
mod replies;
mod running;
