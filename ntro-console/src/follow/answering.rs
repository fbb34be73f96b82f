//! One gate: the decision that was made, or the question, and what the run says to it.

use std::collections::BTreeMap;
use std::time::Duration;

use ntro_workflow::wire::{ActionMessage, Actor, LogEvent, UiState};
use ntro_workflow::worker::{ClientError, UntypedRun};
use serde_json::Value;
use tokio::time::Instant;

use super::{Follower, GivenUp, REFRESH, Stop};
use crate::checks::checks;
use crate::collection;
use crate::decisions::Decision;
use crate::gates::OpenGate;
use crate::keyboard;
use crate::one_line::one_line;
use crate::paint::Colour;
use crate::review::Review;
use crate::screen::Screen;
use crate::submission;

/// How long a question waits for the checks beside its gate: those that call no model are long done by then.
const CHECKED: Duration = Duration::from_secs(10);

/// How often the run is asked what became of a signal.
const LOOKS: u32 = 20;

/// What a person said at a gate.
enum Asked {
    Decision(Decision),
    /// Somebody else, or later.
    Left,
    /// The gate shows something else now, or has closed.
    Gone,
}

impl Follower {
    /// One decision. One that is refused is asked for again; where nobody can be asked, it is the end.
    pub(super) async fn answer(&mut self, gate: &OpenGate, others: bool) -> Result<(), Stop> {
        let decided = self.decisions.as_ref().map(|decisions| decisions.of(gate));
        match decided {
            Some(Some(decision)) => self.send(gate, decision, false).await,
            Some(None) if (gate.is_review() || gate.is_stuck()) && !self.asks => {
                Err(Stop::GivenUp(GivenUp::Undecided { gate: gate.name() }))
            }
            Some(None) | None if self.asks => self.ask(gate, others).await,
            Some(None) | None => {
                self.leave(gate);
                Ok(())
            }
        }
    }

    /// Leaves the gate to somebody else, and says how to answer it.
    fn leave(&mut self, gate: &OpenGate) {
        self.left.insert(gate.id().to_owned());
        if let Some(how) = self.tells {
            self.say(&how(gate));
        }
    }

    async fn ask(&mut self, gate: &OpenGate, others: bool) -> Result<(), Stop> {
        self.breadcrumb.pause();
        let gate = &self.checked(gate).await;
        keyboard::forget().await;
        introduce(gate, self.run.workflow_id(), self.screen, others);
        let asked = tokio::select! {
            asked = question(gate, &mut self.reviews, self.screen, others) => asked?,
            () = gone(&self.run, gate) => Asked::Gone,
        };
        match asked {
            Asked::Decision(decision) => self.send(gate, decision, true).await,
            Asked::Left if gate.is_review() || gate.is_stuck() => {
                self.left.insert(gate.id().to_owned());
                Ok(())
            }
            Asked::Left => {
                self.leave(gate);
                Ok(())
            }
            Asked::Gone => {
                self.screen.leave_question();
                self.say("That has been answered elsewhere, or shows something else by now.");
                Ok(())
            }
        }
    }

    /// The gate once its checks are done, so that whoever decides knows what they found. They hold nothing up: after
    /// a while it is the gate as it is.
    async fn checked(&self, gate: &OpenGate) -> OpenGate {
        let run = self.run.client().untyped_run(&gate.workflow_id);
        let (mut seen, deadline) = (gate.clone(), Instant::now() + CHECKED);
        if let Some(running) = gate.running_checks() {
            self.screen
                .say(&format!("  {}", self.screen.paint().text(Colour::Faint, &one_line(&running.summary))));
        }
        while seen.running_checks().is_some() && Instant::now() < deadline {
            tokio::time::sleep(REFRESH).await;
            let Ok(state) = run.ui_state().await else { continue };
            let now = state.pending_actions.into_iter().find(|now| now.gate_id == seen.pending.gate_id);
            // One that has closed is noticed when it is asked about.
            let Some(pending) = now else { break };
            seen.pending = pending;
        }
        seen
    }

    async fn send(&mut self, gate: &OpenGate, decision: Decision, asked: bool) -> Result<(), Stop> {
        match decision {
            Decision::Answer(answer) => self.act(gate, *answer, asked).await,
            Decision::Submit(value) => self.submit(gate, &value, asked).await,
        }
    }

    async fn act(&mut self, gate: &OpenGate, mut answer: ActionMessage, asked: bool) -> Result<(), Stop> {
        // One that was decided beforehand may name what it is for.
        answer.address.get_or_insert_with(|| gate.address());
        answer.actor.get_or_insert_with(|| Actor::from(self.actor.as_str()));
        if !asked {
            // With its id it may be sent again after a lost connection: it is applied once.
            answer.action_id.get_or_insert_with(|| "decide".into());
        }
        match self.run.client().untyped_run(&gate.workflow_id).act(answer).await {
            Ok(_) => Ok(()),
            // It has closed: its result, or what its parent makes of that, is on its way.
            Err(ClientError::NotFound(_)) => {
                self.left.insert(gate.id().to_owned());
                Ok(())
            }
            Err(ClientError::Refused(refusal)) if asked => {
                self.say(&one_line(&format!("Refused: {}", refusal.message)));
                Ok(())
            }
            Err(ClientError::Refused(refusal)) => Err(Stop::GivenUp(GivenUp::Refused(refusal))),
            Err(error) => Err(error.into()),
        }
    }

    /// A signal has no answer: what became of it is seen in the run.
    async fn submit(&mut self, gate: &OpenGate, value: &Value, asked: bool) -> Result<(), Stop> {
        let Some((signal, target)) = gate.signal() else {
            self.leave(gate);
            return Ok(());
        };
        let target = self.run.client().untyped_run(target);
        let known = target.ui_state().await?.log_total;
        target.signal(signal, value).await?;
        for _ in 0..LOOKS {
            let state = target.ui_state().await?;
            if let Some(message) = refused_since(&state, known) {
                let refusal = one_line(&format!("Refused: {message}"));
                self.say(&refusal);
                return if asked { Ok(()) } else { Err(not_taken(gate)) };
            }
            if !shows(&state, gate) {
                return Ok(());
            }
            tokio::time::sleep(REFRESH).await;
        }
        // Taken, and something else is missing still: no second time without being asked.
        if !asked {
            self.leave(gate);
        }
        Ok(())
    }
}

fn not_taken(gate: &OpenGate) -> Stop {
    Stop::GivenUp(GivenUp::Undecided { gate: gate.name() })
}

/// The newest refusal since the log had so many lines.
fn refused_since(state: &UiState, known: usize) -> Option<&str> {
    let new = state.log_total.saturating_sub(known);
    state.log.iter().rev().take(new).find_map(|line| match &line.event {
        LogEvent::Refused { message, .. } => Some(message.as_str()),
        _ => None,
    })
}

/// Whether the gate is open and shows what it showed.
fn shows(state: &UiState, gate: &OpenGate) -> bool {
    state.pending_actions.iter().any(|pending| {
        let same = pending.gate_id == gate.pending.gate_id && pending.digest == gate.pending.digest;
        same && (!gate.is_collection() || pending.display_hint == gate.pending.display_hint)
    })
}

/// Says what is asked: at which gate where there are others, and by which run where that is another than the one that
/// is followed.
fn introduce(gate: &OpenGate, followed: &str, screen: Screen, others: bool) {
    if gate.workflow_id != followed {
        screen.say(&one_line(&format!("  {} ({})", gate.slug, gate.workflow_id)));
    }
    if others {
        screen.say(&one_line(&format!("  {}", gate.name())));
    }
    if let Some(reason) = &gate.pending.reason {
        screen.say(&format!("  {}", screen.paint().text(Colour::Strong, &one_line(reason))));
    }
    if let Some(results) = &gate.pending.checks {
        screen.say(&checks(results, screen.paint()));
    }
}

async fn question(
    gate: &OpenGate,
    reviews: &mut BTreeMap<String, Review>,
    screen: Screen,
    others: bool,
) -> std::io::Result<Asked> {
    if gate.is_stuck() {
        let answer = collection::ask_for(gate, screen, others).await?;
        return Ok(answer.map_or(Asked::Left, |answer| Asked::Decision(Decision::answer(answer))));
    }
    if !gate.is_review() {
        let Some((signal, _)) = gate.signal() else { return Ok(Asked::Left) };
        let value = submission::ask_for(gate, signal, screen).await?;
        return Ok(value.map_or(Asked::Left, |value| Asked::Decision(Decision::Submit(value))));
    }
    // What was corrected before a refusal, or before another gate, is still there.
    let review = reviews.entry(gate.id().to_owned()).or_insert_with(|| Review::of(gate));
    review.renew(gate);
    let answer = review.ask(screen, others).await?;
    Ok(answer.map_or(Asked::Left, |answer| Asked::Decision(Decision::answer(answer))))
}

/// Resolves once the gate is no longer open, or shows something else. A run that does not answer may
/// still be waiting.
async fn gone(followed: &UntypedRun, gate: &OpenGate) {
    let run = followed.client().untyped_run(&gate.workflow_id);
    loop {
        tokio::time::sleep(REFRESH * 4).await;
        match run.ui_state().await {
            Ok(state) if !shows(&state, gate) => return,
            Err(ClientError::NotFound(_)) => return,
            Ok(_) | Err(_) => {}
        }
    }
}
