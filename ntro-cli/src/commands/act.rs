//! `act`: answers a gate of a run, sends it a signal, or ends it.

mod again;
mod corrections;
mod target;
mod written;

use std::process::ExitCode;

use clap::{Args, Subcommand};
use clap_complete::engine::ArgValueCompleter;
use ntro_console::{Sheet, open_gates, shell_word, user};
use ntro_workflow::wire::action::Address;
use ntro_workflow::wire::{LogEvent, Receipt};
use ntro_workflow::worker::{Client, RunInfo, UntypedRun};
use serde_json::{Value, json};

use self::written::Written;
use crate::complete;
use crate::failure::Failure;
use crate::json_argument;
use crate::output;
use crate::server::{Server, answering, in_time};

/// Answer a gate of a run, send it a signal, or end it
///
/// An answer names the gate, its revision and the digest of what it shows when the command starts, so that it
/// reaches that, or nothing; with --revision, that of the time when you looked. Gates of the runs below are answered
/// through the run above them.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLE)]
pub(crate) struct Act {
    /// The id of the run
    #[arg(add = ArgValueCompleter::new(complete::runs))]
    run: String,
    #[command(subcommand)]
    action: Action,
    /// The gate, where several are open: its id, or as step/gate
    #[arg(long, global = true)]
    gate: Option<String>,
    /// Only while the gate is at this revision, which `show` tells; --gate must name the gate by its whole id
    #[arg(long, global = true, value_name = "N")]
    revision: Option<u32>,
    /// Who acts [default: the user of the system]
    #[arg(long = "as", global = true, value_name = "ACTOR")]
    actor: Option<String>,
    /// An id for this very answer: sent again, it changes nothing; --gate must name the gate by its whole id
    #[arg(long, global = true, value_name = "ID")]
    action_id: Option<String>,
    /// What came of it as JSON
    #[arg(long, global = true)]
    json: bool,
    #[command(flatten)]
    server: Server,
}

const EXAMPLE: &str = "\
Examples:
  cargo ntro act close-2026-03 approve
  cargo ntro act close-2026-03 approve --gate review/review/1/3f9a27c1b0de --action-id click-17
  cargo ntro act close-2026-03 correct r1.amount=125.50 r2.account=4400
  cargo ntro act close-2026-03 reject --comments 'wrong period' --as ada@example.com
  cargo ntro act close-2026-03 row reject r2
  cargo ntro act close-2026-03 row do split r2 parts=2
  cargo ntro act close-2026-03 signal document_submitted @submission.json

Exit status:
  0  done
  1  failed
  2  wrong usage, no such run, or more than one gate and none named; nothing has changed
  3  the run refused it, or waits for no such answer; nothing has changed
  4  no server, or no worker that answers for the run";

#[derive(Debug, Subcommand)]
enum Action {
    #[command(flatten)]
    Answer(Answer),
    /// Send a signal of the runbook's
    Signal {
        /// Its name
        name: String,
        /// What it carries
        #[arg(value_name = "JSON|@FILE", default_value = "null", value_parser = json_argument::parse)]
        value: Value,
    },
    /// Ask the run to cancel; it may clean up first
    Cancel {
        /// Why
        #[arg(long, default_value = "cancelled by cargo ntro")]
        reason: String,
    },
    /// End the run at once, without clean-up
    Terminate {
        /// Why
        #[arg(long, default_value = "terminated by cargo ntro")]
        reason: String,
    },
}

/// What is said at a gate.
#[derive(Debug, Subcommand)]
enum Answer {
    /// What the gate shows is right
    Approve {
        /// What you have to say about it
        #[arg(long)]
        comments: Option<String>,
    },
    /// It must not go on
    Reject {
        /// Why
        #[arg(long)]
        comments: Option<String>,
    },
    /// It is right with these corrections
    Correct {
        /// Cells as `row.field=value`, header fields as `.field=value`, or a JSON file: a list of `{line_item_id, field, new_value}`, or the
        /// whole corrected payload
        #[arg(required = true, value_name = "ROW.FIELD=VALUE|@FILE")]
        corrections: Vec<String>,
        /// What you have to say about it
        #[arg(long)]
        comments: Option<String>,
    },
    /// Change one row; the gate stays open
    #[command(subcommand)]
    Row(Row),
}

#[derive(Debug, Subcommand)]
enum Row {
    /// Set one cell
    Edit {
        /// The cell and its new value
        #[arg(value_name = "ROW.FIELD=VALUE")]
        cell: String,
    },
    /// Mark the row as rejected
    Reject {
        /// The id of the row
        row: String,
    },
    /// Do what the gate has for its rows, such as `split`
    Do {
        /// The word for it: one of the gate's `row_actions`
        verb: String,
        /// The id of the row
        row: String,
        /// What goes with it: a value that reads as JSON is sent as JSON, any other as a text
        #[arg(value_name = "FIELD=VALUE")]
        fields: Vec<String>,
    },
}

impl Act {
    pub(crate) async fn run(self) -> Result<ExitCode, Failure> {
        self.see_what_is_of_answers()?;
        let client = self.server.connect().await?;
        let run = client.untyped_run(&self.run);
        match &self.action {
            Action::Answer(answer) => self.answer(&client, &run, &Written::of(answer)?).await?,
            Action::Signal { name, value } => self.signal(&client, &run, name, value).await?,
            Action::Cancel { reason } => {
                see_it_open(&run.info().await?)?;
                run.cancel(reason).await?;
                self.tell("the run was asked to cancel", &json!({ "cancelled": self.run }))?;
            }
            Action::Terminate { reason } => {
                see_it_open(&run.info().await?)?;
                run.terminate(reason).await?;
                self.tell("the run was terminated", &json!({ "terminated": self.run }))?;
            }
        }
        Ok(ExitCode::SUCCESS)
    }

    /// What says which answer is meant, and whose, is of answers: nothing else is held to it.
    fn see_what_is_of_answers(&self) -> Result<(), Failure> {
        let what = match &self.action {
            Action::Answer(_) => return Ok(()),
            Action::Signal { .. } => "signal",
            Action::Cancel { .. } => "cancel",
            Action::Terminate { .. } => "terminate",
        };
        let given = [
            ("--gate", self.gate.is_some()),
            ("--revision", self.revision.is_some()),
            ("--action-id", self.action_id.is_some()),
            ("--as", self.actor.is_some()),
        ];
        let given: Vec<_> = given.iter().filter(|option| option.1).map(|option| option.0).collect();
        match given.is_empty() {
            true => Ok(()),
            false => Err(Failure::usage(format!(
                "`{what}` is for the run, and not held to {}, which {} of answers to gates; leave that out",
                given.join(", "),
                if given.len() == 1 { "is" } else { "are" }
            ))),
        }
    }

    async fn answer(&self, client: &Client, run: &UntypedRun, answer: &Written<'_>) -> Result<(), Failure> {
        let info = answering(client, run).await?;
        let tree = in_time(&info, run.tree()).await?;
        let gates = open_gates(&tree);
        let named = self.gate.as_deref();
        if self.revision.is_some() {
            target::whole_id(named, "--revision", &gates, &self.run)?;
        }
        if let Some(action_id) = &self.action_id {
            let gate_id = target::whole_id(named, "--action-id", &gates, &self.run)?;
            let asked = answer.message(None)?.action_id(action_id);
            if let Some(receipt) = again::receipt(client, &info, &tree, gate_id, &asked).await? {
                return self.tell(&told(&receipt), &receipt);
            }
        }
        see_it_open(&info)?;
        let gate = target::choose(&gates, named, &self.run)?;
        let looked_at = self.revision.map(|revision| Address::new(gate.id()).revision(revision));
        let message = answer.message(Some(&Sheet::of(&gate.pending)))?;
        let message = message.at(&looked_at.unwrap_or_else(|| gate.address()));
        let message = message.actor(self.actor.clone().unwrap_or_else(user));
        let message = self.action_id.iter().fold(message, |message, id| message.action_id(id));
        let receipt = in_time(&info, client.untyped_run(&gate.workflow_id).act(message)).await?;
        self.tell(&told(&receipt), &receipt)
    }

    /// A signal has no answer. What the run refuses stands in its log, which it is asked for.
    async fn signal(
        &self,
        client: &Client,
        run: &UntypedRun,
        name: &str,
        value: &Value,
    ) -> Result<(), Failure> {
        let info = answering(client, run).await?;
        see_it_open(&info)?;
        let before = in_time(&info, run.ui_state()).await?.log_total;
        run.signal(name, value).await?;
        // A signal may close the run, whose state can be asked for all the same.
        let state = in_time(&info, run.ui_state()).await?;
        let new = state.log.iter().rev().take(state.log_total.saturating_sub(before));
        let refused = new.into_iter().find_map(|line| match &line.event {
            LogEvent::Refused { message, .. } => Some(message),
            _ => None,
        });
        match refused {
            Some(message) => Err(Failure::refused(format!("the run refused the signal `{name}`: {message}"))),
            None => self.tell(&format!("the signal `{name}` was sent"), &json!({ "signalled": name })),
        }
    }

    fn tell(&self, sentence: &str, value: &impl serde::Serialize) -> Result<(), Failure> {
        match self.json {
            true => output::json(value),
            false => {
                output::say(sentence);
                Ok(())
            }
        }
    }
}

/// A closed run shows the gates that were open, and the server takes a request to cancel it without a word.
fn see_it_open(info: &RunInfo) -> Result<(), Failure> {
    match info.closed_at {
        None => Ok(()),
        Some(_) => Err(Failure::usage(format!(
            "the run `{}` has closed already: {}; see what came of it with `cargo ntro show {}`",
            info.workflow_id,
            info.status,
            shell_word(&info.workflow_id)
        ))),
    }
}

fn told(receipt: &Receipt) -> String {
    match receipt.closed {
        true => format!("answered: {}", receipt.gate_id),
        false => format!("changed: {} is open, at revision {}", receipt.gate_id, receipt.revision),
    }
}
