//! What happened in a scenario, in order, fit for a snapshot.

use std::fmt;

use ntro_workflow::wire::action::{Action, Actor};
use ntro_workflow::wire::{Ending, RefusalReason, StepStatus};
use serde::Serialize;

use crate::decision::Opening;
use crate::outcome::Close;

/// What happened in a scenario. It has no ids and no clock times, so that a snapshot of it stays: times
/// are whole minutes of the run's own clock since the root started; a parent's clock stands while it has an
/// open child. What happens between two pauses of a tree of runs is told child before parent, but what
/// starts after what started it; within a run it stands in the order of the source.
///
/// `Display` is for people and snapshots, JSON for programs.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(transparent)]
pub struct Trace {
    entries: Vec<TraceEntry>,
}

/// One line of a [`Trace`].
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TraceEntry {
    /// Minutes since the root started, rounded, by the clock of the run.
    pub minute: u64,
    /// Which run of the tree: empty for the root, else the child's id below it, `collect:document-ingest`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub run: String,
    /// What happened.
    #[serde(flatten)]
    pub event: TraceEvent,
}

/// What can happen in a scenario.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum TraceEvent {
    /// The run started.
    Started {
        /// Its runbook.
        slug: String,
    },
    /// A step stands elsewhere than before.
    Step {
        /// Its name.
        step: String,
        /// Where it stands now.
        status: StepStatus,
        /// Why it failed.
        #[serde(skip_serializing_if = "Option::is_none")]
        message: Option<String>,
    },
    /// A gate opened.
    Opened {
        /// Which.
        #[serde(flatten)]
        opening: Opening,
        /// When it closes by itself, in minutes since the root started.
        #[serde(skip_serializing_if = "Option::is_none")]
        deadline: Option<u64>,
    },
    /// An answer was applied.
    Answered {
        /// Where.
        #[serde(flatten)]
        opening: Opening,
        /// What it was.
        action: Action,
        /// How many cells it corrects.
        #[serde(skip_serializing_if = "is_zero")]
        corrections: usize,
        /// What the person wrote.
        #[serde(skip_serializing_if = "Option::is_none")]
        comments: Option<String>,
        /// Who, as the answer says.
        #[serde(skip_serializing_if = "Option::is_none")]
        actor: Option<Actor>,
        /// Whether it came after the deadline, in the same task.
        #[serde(skip_serializing_if = "std::ops::Not::not")]
        late: bool,
    },
    /// A row was edited, or another row action applied.
    Row {
        /// Where.
        #[serde(flatten)]
        opening: Opening,
        /// Which row.
        row_id: String,
        /// What was done to it.
        verb: String,
    },
    /// A message was refused.
    Refused {
        /// At which gate, if it named one.
        #[serde(flatten)]
        opening: Option<Opening>,
        /// Why.
        reason: RefusalReason,
    },
    /// A gate closed otherwise than by an answer.
    Closed {
        /// Which.
        #[serde(flatten)]
        opening: Opening,
        /// How.
        ending: Ending,
    },
    /// A signal was sent.
    Signal {
        /// Its name.
        name: String,
    },
    /// An update was sent.
    Update {
        /// Its name.
        name: String,
    },
    /// Time was passed.
    Passed {
        /// How many minutes, rounded.
        minutes: u64,
    },
    /// The worker was killed, and another one started.
    WorkerKilled,
    /// The run was asked to cancel.
    CancelRequested,
    /// The run ended.
    Ended {
        /// How.
        #[serde(flatten)]
        close: Close,
    },
}

impl Trace {
    pub(crate) fn add(&mut self, minute: u64, run: &str, event: TraceEvent) {
        self.entries.push(TraceEntry { minute, run: run.to_owned(), event });
    }

    /// The first line that is not the one of that text, indentation and empty lines aside.
    pub(crate) fn differs_from(&self, text: &str) -> Option<String> {
        let mut expected = text.lines().map(str::trim).filter(|line| !line.is_empty());
        for (number, entry) in (1..).zip(&self.entries) {
            let line = entry.to_string();
            match expected.next() {
                Some(expected) if expected == line.trim() => {}
                Some(expected) => {
                    return Some(format!("line {number} is `{}`, and not `{expected}`", line.trim()));
                }
                None => return Some(format!("line {number} was not expected: `{}`", line.trim())),
            }
        }
        expected.next().map(|missing| format!("it ends before `{missing}`"))
    }

    /// The lines.
    #[must_use]
    pub fn entries(&self) -> &[TraceEntry] {
        &self.entries
    }
}

impl fmt::Display for Trace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.entries.iter().try_for_each(|entry| writeln!(f, "{entry}"))
    }
}

impl fmt::Display for TraceEntry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { minute, run, event } = self;
        write!(f, "{:>3}:{:02} ", minute / 60, minute % 60)?;
        if !run.is_empty() {
            write!(f, "[{run}] ")?;
        }
        write!(f, "{event}")
    }
}

impl fmt::Display for TraceEvent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Started { slug } => write!(f, "{slug} starts"),
            Self::Step { step, status, message: None } => write!(f, "step {step} {}", word(status)),
            Self::Step { step, status, message: Some(message) } => {
                write!(f, "step {step} {}: {message}", word(status))
            }
            Self::Opened { opening, deadline: None } => write!(f, "gate {opening} opens"),
            Self::Opened { opening, deadline: Some(deadline) } => {
                write!(f, "gate {opening} opens, until {}:{:02}", deadline / 60, deadline % 60)
            }
            Self::Answered { opening, action, corrections, comments, actor, late } => {
                write!(f, "gate {opening} {action}")?;
                said(f, *corrections, comments.as_deref(), actor.as_ref(), *late)
            }
            Self::Row { opening, row_id, verb } => write!(f, "gate {opening} row {row_id}: {verb}"),
            Self::Refused { opening: Some(opening), reason } => {
                write!(f, "gate {opening} refused: {}", word(reason))
            }
            Self::Refused { opening: None, reason } => write!(f, "refused: {}", word(reason)),
            Self::Closed { opening, ending } => write!(f, "gate {opening} {}", word(ending)),
            Self::Signal { name } => write!(f, "signal {name}"),
            Self::Update { name } => write!(f, "update {name}"),
            Self::Passed { minutes } => write!(f, "{}:{:02} pass", minutes / 60, minutes % 60),
            Self::WorkerKilled => f.write_str("the worker is killed, another one starts"),
            Self::CancelRequested => f.write_str("asked to cancel"),
            Self::Ended { close } => write!(f, "{close}"),
        }
    }
}

fn said(
    f: &mut fmt::Formatter<'_>,
    corrections: usize,
    comments: Option<&str>,
    actor: Option<&Actor>,
    late: bool,
) -> fmt::Result {
    match corrections {
        0 => {}
        1 => f.write_str(", 1 cell")?,
        more => write!(f, ", {more} cells")?,
    }
    if let Some(actor) = actor {
        match actor {
            Actor::Name(name) => write!(f, " by {name}")?,
            Actor::Details(details) => write!(f, " by {}", serde_json::Value::from(details.clone()))?,
        }
    }
    if late {
        f.write_str(", after the deadline")?;
    }
    comments.map_or(Ok(()), |comments| write!(f, ": {comments}"))
}

/// The word that a value has on the wire.
pub(crate) fn word(value: &impl Serialize) -> String {
    let word = serde_json::to_value(value).ok();
    word.as_ref().and_then(|word| word.as_str()).unwrap_or("?").replace('_', " ")
}

fn is_zero(count: &usize) -> bool {
    *count == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn trace() -> Trace {
        let mut trace = Trace::default();
        trace.add(0, "", TraceEvent::Started { slug: "nav-close".to_owned() });
        trace.add(75, "", TraceEvent::CancelRequested);
        trace
    }

    #[test]
    fn a_snapshot_may_be_indented_as_the_test_is() {
        let text = trace().to_string();
        assert_eq!(trace().differs_from(&text), None);
        assert_eq!(trace().differs_from("\n    0:00 nav-close starts\n\n    1:15 asked to cancel\n"), None);
    }

    #[test]
    fn what_differs_is_named_with_its_line() {
        let differs = |text: &str| trace().differs_from(text).unwrap_or_default();
        assert_eq!(
            differs("0:00 nav-close starts\n1:16 asked to cancel"),
            "line 2 is `1:15 asked to cancel`, and not `1:16 asked to cancel`"
        );
        assert_eq!(differs("0:00 nav-close starts"), "line 2 was not expected: `1:15 asked to cancel`");
        assert_eq!(differs(&format!("{}1:15 completed", trace())), "it ends before `1:15 completed`");
    }
}
