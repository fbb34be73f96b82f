//! What is played, and what became of it.

use std::cell::RefCell;
use std::collections::BTreeSet;

use futures_util::{StreamExt as _, stream};
use ntro_manifest::Manifest;
use ntro_workflow::wire::RefusalReason;
use ntro_workflow::worker::History;
use ntro_workflow_testing::{Close, Decision, Failure as Fault, Played, Policy, Rehearsal, Trace, Wrong};
use serde_json::Value;

use crate::commands::run::input;
use crate::failure::Failure;

/// How many runs are played at once. They mostly wait for each other's worker.
const AT_ONCE: usize = 8;

/// Which runbooks, and under which policies.
#[derive(Debug)]
pub(super) struct Plan {
    plays: Vec<(String, Policy)>,
    /// Instead of one that is made up.
    input: Option<Value>,
    /// The places of those that are being played.
    under_way: RefCell<BTreeSet<usize>>,
}

/// One run that was played.
#[derive(Debug)]
pub(super) struct Play {
    pub(super) runbook: String,
    pub(super) policy: Policy,
    pub(super) ended: Result<Ended, String>,
    pub(super) trace: Trace,
    /// Those of its runs.
    pub(super) histories: Vec<History>,
}

/// How a run ended that nothing was wrong with.
#[derive(Debug)]
pub(super) struct Ended {
    pub(super) close: Option<Close>,
    pub(super) decisions: Vec<Decision>,
}

impl Plan {
    /// Every one of these runbooks, or of all of the worker, under every one of these policies.
    pub(super) fn new(
        manifest: &Manifest,
        slugs: &[String],
        policies: &[Policy],
        input: Option<Value>,
    ) -> Result<Self, Failure> {
        let asked = slugs.iter().map(|slug| input::runbook(manifest, slug));
        let asked: Vec<_> = asked.collect::<Result<_, _>>()?;
        match (&input, &asked[..]) {
            (Some(input), [runbook]) => input::check(runbook, input)?,
            (Some(_), _) => return Err(Failure::usage("--input is for one runbook; name its slug as well")),
            (None, _) => {}
        }
        let runbooks = if asked.is_empty() { manifest.runbooks.iter().collect() } else { asked };
        let mut plays: Vec<(String, Policy)> = Vec::new();
        for runbook in runbooks {
            for policy in policies {
                let play = (runbook.slug.clone(), *policy);
                if !plays.contains(&play) {
                    plays.push(play);
                }
            }
        }
        Ok(Self { plays, input, under_way: RefCell::default() })
    }

    /// Plays them, several at once; they are told of one after the other, in the order of the plan.
    pub(super) async fn play(&self, rehearsal: &Rehearsal, mut tell: impl FnMut(&Play)) -> Vec<Play> {
        let played = self.plays.iter().enumerate().map(async |(at, (runbook, policy))| {
            self.under_way.borrow_mut().insert(at);
            let played = play(rehearsal, runbook.clone(), *policy, self.input.clone()).await;
            self.under_way.borrow_mut().remove(&at);
            played
        });
        let mut played = stream::iter(played).buffered(AT_ONCE);
        let mut told = Vec::new();
        while let Some(play) = played.next().await {
            tell(&play);
            told.push(play);
        }
        told
    }

    /// What is being played, for people.
    pub(super) fn under_way(&self) -> String {
        let under_way = self.under_way.borrow();
        let plays = under_way.iter().filter_map(|at| self.plays.get(*at));
        let plays: Vec<_> = plays.map(|(runbook, policy)| format!("`{runbook}` ({policy})")).collect();
        plays.join(", ")
    }
}

async fn play(rehearsal: &Rehearsal, runbook: String, policy: Policy, input: Option<Value>) -> Play {
    let played = match input {
        Some(input) => rehearsal.play_with(&runbook, policy, input).await,
        None => rehearsal.play(&runbook, policy).await,
    };
    let (ended, trace, histories) = match played {
        Ok(played) => {
            let close = played.root().close.clone();
            let Played { runs, decisions, trace, .. } = played;
            let histories = runs.into_iter().filter_map(|run| run.history).collect();
            (Ok(Ended { close, decisions }), trace, histories)
        }
        Err(Fault { wrong, trace }) => (Err(sentence(&wrong)), trace, Vec::new()),
    };
    Play { runbook, policy, ended, trace, histories }
}

/// What is wrong, with what an author can do who has written no test.
fn sentence(wrong: &Wrong) -> String {
    let remedy = match wrong {
        Wrong::Refused { refusal, .. } if refusal.reason == RefusalReason::InvalidPayload => {
            "; what is shown there was made up: give its type an example that can be approved, \
             `#[schemars(example = …)]`"
        }
        Wrong::Ended { was: Some(Close::Failed { kind, .. }), .. } if kind != "Panic" => {
            "; if that comes of a value that was made up, give its type an example, `#[schemars(example = …)]`, \
             or pass --input"
        }
        _ => "",
    };
    format!("{wrong}{remedy}")
}

impl Play {
    pub(super) fn passed(&self) -> bool {
        self.ended.is_ok()
    }
}
