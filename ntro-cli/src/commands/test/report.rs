//! What became of the runs, for people and for programs.

use ntro_console::{Colour, Paint, Screen};
use ntro_workflow_testing::coverage::Coverage;
use ntro_workflow_testing::{Close, Trace};
use serde::Serialize;
use serde_json::Value;

use crate::commands::test::play::{Ended, Play};
use crate::failure::Failure;
use crate::output;

/// Tells of runs while they come.
#[derive(Debug)]
pub(super) struct Report {
    /// Whether anything is told at all.
    told: bool,
    /// Whether it is told of what went well what happened.
    verbose: bool,
    /// The runbook that it told of last.
    runbook: String,
    paint: Paint,
}

/// A run, for programs.
#[derive(Serialize)]
struct Row<'a> {
    runbook: &'a str,
    policy: String,
    passed: bool,
    #[serde(flatten)]
    close: Option<&'a Close>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fault: Option<&'a str>,
    trace: &'a Trace,
}

impl Report {
    pub(super) fn new(told: bool, verbose: bool) -> Self {
        Self { told, verbose, runbook: String::new(), paint: Screen::Output.paint() }
    }

    pub(super) fn tell(&mut self, play: &Play) {
        if !self.told {
            return;
        }
        if self.runbook != play.runbook {
            self.runbook.clone_from(&play.runbook);
            output::say(&self.paint.text(Colour::Strong, &self.runbook));
        }
        let (mark, sentence) = match &play.ended {
            Ok(ended) => (self.paint.text(Colour::Good, "✔"), ended.sentence()),
            Err(fault) => (self.paint.text(Colour::Bad, "✘"), fault.replace('\n', "\n      ")),
        };
        output::say(&format!("  {mark} {:<13} {sentence}", play.policy.to_string()));
        if self.verbose || !play.passed() {
            let lines = play.trace.to_string();
            lines
                .lines()
                .for_each(|line| output::say(&self.paint.text(Colour::Faint, &format!("      {line}"))));
        }
    }
}

impl Ended {
    /// How it ended, after which decisions.
    fn sentence(&self) -> String {
        let close = self.close.as_ref().map(ToString::to_string).unwrap_or_default();
        let decisions = self.decisions.iter().map(|made| match made.run.as_str() {
            "" => format!("{} {}", made.opening, made.driven),
            run => format!("[{run}] {} {}", made.opening, made.driven),
        });
        let decisions: Vec<_> = decisions.collect();
        if decisions.is_empty() { close } else { format!("{close}  ({})", decisions.join(", ")) }
    }
}

/// What is told at the end: the decisions that were driven; for programs everything.
pub(super) fn conclude(played: &[Play], driven: &Coverage, json: bool) -> Result<(), Failure> {
    if !json {
        if driven.runbooks.is_empty() {
            return Ok(());
        }
        output::say(&format!("\n{}", driven.to_string().trim_end()));
        return Ok(());
    }
    let coverage: Value = serde_json::from_str(&driven.to_json())
        .map_err(|error| Failure::failed(format!("the coverage cannot be written as JSON: {error}")))?;
    let rows: Vec<_> = played.iter().map(Row::of).collect();
    let passed = played.iter().all(Play::passed);
    output::json(&serde_json::json!({ "passed": passed, "runs": rows, "coverage": coverage }))
}

impl<'a> Row<'a> {
    fn of(play: &'a Play) -> Self {
        Self {
            runbook: &play.runbook,
            policy: play.policy.to_string(),
            passed: play.passed(),
            close: play.ended.as_ref().ok().and_then(|ended| ended.close.as_ref()),
            fault: play.ended.as_ref().err().map(String::as_str),
            trace: &play.trace,
        }
    }
}
