//! The example as its users meet it: the command and a terminal, on the real Temporal server, with the books in
//! SQLite and in PostgreSQL. Where a test knows more than a user, it reads what the program left behind: the
//! books and Temporal's history.
#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test that cannot be set up fails")]

mod decisions;
mod desk;
mod months;
mod post_once;
mod program;
mod typed_answers;

use ntro_workflow_tests::{history, process, server, terminal};
