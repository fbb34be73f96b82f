//! The example as its users meet it: the command, a terminal, the worker behind a client, on the real Temporal
//! server. Where a test knows more than a user, it reads what the program left behind: the ledger.
#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test that cannot be set up fails")]

mod command;
mod desk;
mod killed;
mod messages;
mod program;
mod typed_answers;

use ntro_workflow_tests::{process, server, terminal};
