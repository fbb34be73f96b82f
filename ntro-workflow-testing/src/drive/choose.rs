//! What is done next.

use jiff::SignedDuration;

use crate::drive::open::OpenGate;
use crate::drive::{Drive, MOST_ROUNDS};
use crate::failure::Wrong;
use crate::policy::Choice;
use crate::script::Instruction;

pub(super) enum Next {
    /// The scenario's next instruction.
    Instruction(Instruction),
    /// A gate that it says nothing of.
    Gate(OpenGate, Choice),
    /// Nobody can do anything: time passes for this run.
    Pass(usize, SignedDuration),
}

impl Drive {
    /// The scenario's next instruction where it can be done; else what the policy does at a gate that no
    /// instruction is about; else time passes, where nobody waits for a person.
    pub(super) fn choose(&mut self) -> Result<Next, Wrong> {
        if self.part.script.front().is_some_and(|next| self.can_be_done(next)) {
            self.rounds = 0;
            return self.part.script.pop_front().map(Next::Instruction).ok_or_else(|| self.nothing_left());
        }
        let gates = self.open_gates();
        let unscripted = gates.iter().find(|gate| !self.is_scripted(gate));
        if let Some((gate, choice)) =
            unscripted.and_then(|gate| Some((gate, self.part.policy.choose(&gate.pending, self.chosen)?)))
        {
            (self.chosen, self.rounds) = (self.chosen + 1, 0);
            return Ok(Next::Gate(gate.clone(), choice));
        }
        if let Some((member, time)) = self.soonest().filter(|_| gates.is_empty()) {
            self.rounds += 1;
            if self.rounds > MOST_ROUNDS {
                let what = format!("it waited {MOST_ROUNDS} times in a row, and for nobody");
                return Err(Wrong::Endless { run: self.members[member].watch.spoken(), what });
            }
            return Ok(Next::Pass(member, time));
        }
        Err(self.nothing_left())
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
            instruction => instruction.place().is_some_and(|place| {
                self.is(gate.member, place.child.as_ref())
                    && place.step == gate.opening.step
                    && place.gate.as_ref().is_none_or(|name| *name == gate.opening.gate)
                    && place.opening.is_none_or(|number| number == gate.opening.number)
            }),
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
        let open = (0..self.members.len()).filter(|member| self.members[*member].is_open());
        let timers = open.filter(|member| !self.has_open_child(*member)).flat_map(|member| {
            let run = &self.members[member];
            run.watch.timers().into_iter().map(move |timer| (member, timer.due.duration_since(run.now)))
        });
        timers.min_by_key(|(member, time)| (*time, *member))
    }

    fn nothing_left(&self) -> Wrong {
        match self.part.script.front() {
            Some(next) => Wrong::NotNow { next: next.to_string(), open: self.open() },
            None => Wrong::NothingLeft { open: self.open() },
        }
    }
}

/// The signal that a submission waits for.
pub(super) fn signal_of(gate: &OpenGate) -> Option<&str> {
    gate.pending.args.as_ref()?.get("signal_name")?.as_str()
}
