//! What is done next.

use jiff::SignedDuration;

use crate::drive::open::OpenGate;
use crate::drive::{Drive, MOST_OPENINGS};
use crate::failure::Wrong;
use crate::nearest::did_you_mean;
use crate::policy::{Choice, is_left_to_children};
use crate::script::{Instruction, Place};

pub(super) enum Next {
    /// The scenario's next instruction.
    Instruction(Instruction),
    /// A gate that it says nothing of.
    Gate(Box<OpenGate>, Choice),
    /// Nobody can do anything: time passes for this run.
    Pass(usize, SignedDuration),
}

impl Drive {
    /// The scenario's next instruction where it can be done; else what the policy does at a gate that no
    /// instruction is about; else time passes, where nobody waits for a person.
    pub(super) fn choose(&mut self) -> Result<Next, Wrong> {
        if self.part.script.front().is_some_and(|next| self.can_be_done(next)) {
            self.done_at = self.events();
            return self.part.script.pop_front().map(Next::Instruction).ok_or_else(|| self.nothing_left());
        }
        let gates = self.open_gates().into_iter();
        let gates: Vec<_> = gates.filter(|gate| !is_left_to_children(&gate.pending)).collect();
        let decided: Vec<_> = gates.iter().filter_map(|gate| self.decided(gate)).collect();
        if let Some((gate, choice)) = decided.iter().find(|(gate, choice)| !self.is_held(gate, choice)) {
            self.not_endless(gate)?;
            (self.chosen, self.done_at) = (self.chosen + 1, self.events());
            return Ok(Next::Gate(Box::new(gate.clone()), choice.clone()));
        }
        // Whatever is decided now waits for a child.
        if let Some((member, time)) = self.soonest().filter(|_| gates.len() == decided.len()) {
            return Ok(Next::Pass(member, time));
        }
        let held = decided.into_iter().next().map(|(gate, choice)| Next::Gate(Box::new(gate), choice));
        held.ok_or_else(|| self.nothing_left())
    }

    /// What the policy does at a gate, if the scenario says nothing of it.
    fn decided(&self, gate: &OpenGate) -> Option<(OpenGate, Choice)> {
        if self.is_scripted(gate) {
            return None;
        }
        Some((gate.clone(), self.part.policy.choose(&gate.pending, self.chosen)?))
    }

    /// Whether it cannot be done before a child has ended: the clock of its parent stands.
    fn is_held(&self, gate: &OpenGate, choice: &Choice) -> bool {
        *choice == Choice::TimeOut && self.has_open_child(gate.member)
    }

    /// A gate that opens again and again, whatever is done at it, is a loop.
    fn not_endless(&self, gate: &OpenGate) -> Result<(), Wrong> {
        if gate.opening.number <= MOST_OPENINGS {
            return Ok(());
        }
        let what = format!("it opens the gate {} whatever `{}` does at it", gate.opening, self.part.policy);
        Err(Wrong::Endless { run: self.members[gate.member].watch.spoken(), what })
    }

    fn can_be_done(&self, next: &Instruction) -> bool {
        match next {
            Instruction::Submit { child, signal, .. } => self.submission(child.as_ref(), signal).is_some(),
            next => match next.place() {
                Some(place) => self.open_at(place).is_some(),
                None => next.child().is_none() || self.find(next.child()).is_some(),
            },
        }
    }

    fn is_scripted(&self, gate: &OpenGate) -> bool {
        self.part.script.iter().any(|instruction| match instruction {
            Instruction::Submit { child, signal, .. } => {
                self.is(gate.member, child.as_ref()) && signal_of(gate) == Some(signal)
            }
            instruction => instruction.place().is_some_and(|place| self.is_at(gate, place)),
        })
    }

    /// The open submission that waits for this signal.
    pub(super) fn submission(
        &self,
        child: Option<&crate::script::ChildPlace>,
        signal: &str,
    ) -> Option<OpenGate> {
        let mut gates = self.open_gates().into_iter();
        gates.find(|gate| self.is(gate.member, child) && signal_of(gate) == Some(signal))
    }

    /// The run whose timer fires first, of those that no child holds up, and how long that takes.
    fn soonest(&self) -> Option<(usize, SignedDuration)> {
        let leaves = self.in_order().into_iter().filter(|member| self.is_leaf(*member));
        let mut timers: Vec<_> =
            leaves.filter_map(|member| Some((member, self.next_timer(member)?))).collect();
        // By whole seconds: a little less is only the machine's own time.
        timers.sort_by_key(|(_, time)| (time.as_millis() + 500) / 1000);
        timers.first().copied()
    }

    fn nothing_left(&self) -> Wrong {
        match self.part.script.front() {
            Some(next) => {
                let misnamed = next.place().and_then(|place| misnamed(place, &self.open_in(place)));
                let open = misnamed.into_iter().chain(self.open()).collect();
                Wrong::NotNow { next: next.to_string(), open }
            }
            None => Wrong::NothingLeft { open: self.open() },
        }
    }
}

/// What a gate may have been called, whose step has only others open.
fn misnamed(place: &Place, open: &[OpenGate]) -> Option<String> {
    let gate = place.gate.as_deref()?;
    let mut names: Vec<_> = open.iter().map(|open| open.opening.gate.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    if names.is_empty() || names.contains(&gate) {
        return None;
    }
    Some(format!("the step `{}` has no open gate `{gate}`{}", place.step, did_you_mean(gate, names)))
}

/// The signal that a submission waits for.
pub(super) fn signal_of(gate: &OpenGate) -> Option<&str> {
    gate.pending.args.as_ref()?.get("signal_name")?.as_str()
}
