//! `show`: one run, its steps, its open gates, its children and its log.

use std::process::ExitCode;

use clap::Args;
use clap_complete::engine::ArgValueCompleter;
use ntro_console::{
    Breadcrumb, Colour, OpenGate, Paint, Screen, Sheet, checks, one_line, open_gates, shell_word,
};
use ntro_workflow::wire::{Actor, LogEntry, LogEvent};
use ntro_workflow::worker::{RunInfo, RunTree};
use serde::Serialize;
use serde_json::Value;

use super::run::ending;
use crate::complete;
use crate::failure::Failure;
use crate::output;
use crate::server::{Server, answering, in_time};

/// How many lines of the log are shown unless all are asked for.
const LINES: usize = 10;

/// Show a run: its steps with the runs below it, the open gates with what they show, and the log
#[derive(Debug, Args)]
#[command(after_help = EXAMPLE)]
pub(crate) struct Show {
    /// The id of the run
    #[arg(add = ArgValueCompleter::new(complete::runs))]
    run: String,
    /// The whole log, and not only its newest lines
    #[arg(long)]
    log: bool,
    /// As JSON, the whole log included
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    server: Server,
}

const EXAMPLE: &str = "\
Examples:
  cargo ntro show close-2026-03
  cargo ntro show close-2026-03 --json

Exit status: 0; 1 failed; 2 there is no such run; 4 no server, or no worker that answers for the run";

/// Everything that is shown.
#[derive(Debug, Serialize)]
struct Shown {
    run: RunInfo,
    tree: RunTree,
    log: Vec<LogEntry>,
    /// How a closed run has closed, as `run --json` tells it.
    #[serde(skip_serializing_if = "Option::is_none")]
    ending: Option<Value>,
}

impl Show {
    pub(crate) async fn run(self) -> Result<ExitCode, Failure> {
        let client = self.server.connect().await?;
        let run = client.untyped_run(&self.run);
        let info = answering(&client, &run).await?;
        let tree = in_time(&info, run.tree()).await?;
        let log = match (self.log || self.json, &tree.state) {
            (false, Some(state)) => state.log[state.log.len().saturating_sub(LINES)..].to_vec(),
            _ => in_time(&info, run.log()).await?,
        };
        let ending = match info.closed_at {
            Some(_) => {
                Some(in_time(&info, async { Ok(ending::closing(&self.run, &run.result().await)) }).await?)
            }
            None => None,
        };
        let shown = Shown { run: info, tree, log, ending };
        match self.json {
            true => output::json(&shown)?,
            false => output::say(&text(&shown, Screen::Output.paint())),
        }
        Ok(ExitCode::SUCCESS)
    }
}

fn text(shown: &Shown, paint: Paint) -> String {
    let heading = |text: &str| format!("\n{}", paint.text(Colour::Strong, text));
    let mut parts = vec![title(&shown.run, paint)];
    parts.extend(shown.ending.as_ref().and_then(failure));
    parts.push(Breadcrumb::text(&shown.tree, paint));
    let gates = open_gates(&shown.tree);
    // A run that was ended from outside still shows the gates that it waited at.
    if shown.run.closed_at.is_none() && !gates.is_empty() {
        parts.push(heading("Open gates"));
        parts.extend(gates.iter().map(|gate| gate_text(gate, &shown.run.workflow_id, paint)));
    }
    if !shown.log.is_empty() {
        let total = shown.tree.state.as_ref().map_or(shown.log.len(), |state| state.log_total);
        parts.push(heading(&match shown.log.len() < total {
            true => format!("Log, the newest {} of {total} lines (all: --log)", shown.log.len()),
            false => "Log".to_owned(),
        }));
        parts.push(output::table(&shown.log.iter().map(log_row).collect::<Vec<_>>()));
    }
    parts.join("\n")
}

/// Why a run has failed.
fn failure(ending: &Value) -> Option<String> {
    let (kind, message) = (ending["kind"].as_str()?, ending["message"].as_str()?);
    Some(one_line(&format!("  failed with {kind}: {message}")))
}

fn title(run: &RunInfo, paint: Paint) -> String {
    let since = run.closed_at.or(run.started_at).map(output::age).unwrap_or_default();
    let since = if run.closed_at.is_some() { format!("{since} ago") } else { format!("for {since}") };
    let id = paint.text(Colour::Strong, &one_line(&run.workflow_id));
    format!("{id}: {}, {} {since}, task queue {}", run.slug(), run.status, run.task_queue)
}

fn gate_text(gate: &OpenGate, shown: &str, paint: Paint) -> String {
    let pending = &gate.pending;
    let mut lines = vec![format!("  {} {}", paint.text(Colour::Asking, "?"), gate.id())];
    if gate.workflow_id != shown {
        lines.push(one_line(&format!("    of {} ({})", gate.workflow_id, gate.slug)));
    }
    lines.extend(pending.revision.iter().map(|revision| format!("    at revision {revision}")));
    lines.extend(pending.reason.iter().map(|reason| one_line(&format!("    {reason}"))));
    if !pending.actions.is_empty() {
        let actions: Vec<_> = pending.actions.iter().map(ToString::to_string).collect();
        lines.push(format!("    takes: {}", actions.join(", ")));
    }
    if let Some((signal, target)) = gate.signal() {
        lines.push(format!("    takes: cargo ntro act {} signal {signal} '<json>'", shell_word(target)));
    }
    for (source, why) in gate.failed_slots() {
        let (run, name, slot) = (shell_word(&gate.workflow_id), gate.name(), shell_word(&source));
        lines.push(one_line(&format!("    {source} has failed: {why}")));
        lines.push(format!("    again: cargo ntro act {run} --gate {name} row do retry {slot}"));
    }
    lines.extend(pending.deadline.iter().map(|deadline| format!("    until {deadline}")));
    if pending.payload.is_some() {
        lines.push(Sheet::of(pending).text(&[]));
    }
    lines.extend(pending.checks.iter().map(|results| checks(results, paint)));
    lines.join("\n")
}

fn log_row(line: &LogEntry) -> Vec<String> {
    let (what, detail) = match &line.event {
        LogEvent::Answered { action, comments, .. } => {
            (action.to_string(), comments.clone().unwrap_or_default())
        }
        LogEvent::RowEdited { row_id, verb } => (verb.clone(), row_id.clone()),
        LogEvent::Closed { ending } => ("closed".to_owned(), word(ending)),
        LogEvent::Refused { reason, message } => (format!("refused: {}", word(reason)), message.clone()),
    };
    let actor = match &line.actor {
        Some(Actor::Name(name)) => name.clone(),
        Some(Actor::Details(details)) => Value::Object(details.clone()).to_string(),
        None => String::new(),
    };
    let gate = line.gate_id.clone().unwrap_or_default();
    vec![format!("  {}", line.at), what, actor, gate, detail]
}

/// A word as it crosses the wire.
fn word(value: &impl Serialize) -> String {
    let value = serde_json::to_value(value).unwrap_or_default();
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
