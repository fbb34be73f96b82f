//! The example as its users meet it: the command, a terminal, the worker behind a client in another
//! language, on the real Temporal server. Nothing here reaches into the program; where a test knows
//! more than a user, it reads what the program left behind: the store and Temporal's history.
#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test that cannot be set up fails")]

mod broken_documents;
mod commit_once;
mod decisions;
mod desk;
mod long_documents;
mod no_orphans;
mod other_languages;
mod outside_documents;
mod program;
mod refusals;
mod restart;
#[path = "../support/mod.rs"]
#[allow(dead_code, reason = "the tests of the extraction need more of it")]
mod support;
mod typed_answers;
mod worker;
mod worker_alone;

use ntro_workflow_tests::{history, process, server, terminal};
