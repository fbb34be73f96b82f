//! The one place where it is decided what an answer does.

use std::time::Duration;

use crate::state::State;
use crate::state::answer::{Answer, RowEdit, Scrutiny, Sender, Verdict};
use crate::state::edits;
use crate::state::gate::{GateKind, Opening, OpeningKey};
use crate::state::said::said;
use crate::state::slots;
use crate::wire::{
    Action, ActionMessage, Address, Correction, Decision, Receipt, Refusal, RefusalReason as Reason,
    RowAction, Verb,
};
use jiff::Timestamp;

impl State {
    /// Decides what a message does, and changes nothing.
    ///
    /// - A message whose `action_id` was applied before at its gate gets the same receipt again, if it says the same;
    ///   under the id of another answer it is refused.
    /// - A message that names its gate reaches that opening or is refused.
    /// - A message that does not (older clients) is taken only if exactly one gate of any kind is
    ///   open, it is a review, it allows such answers, and it has been open long enough to be seen.
    ///
    /// # Errors
    /// The [`Refusal`] that its sender is to read.
    ///
    /// ```
    /// # use {ntro_workflow::{state::*, wire::*}, serde_json::json};
    /// # let steps = const { &[StepDefinition::new("review", "Review")] };
    /// # let run = RunIdentity { workflow_id: "close-7".into(), original_run_id: "5e6f0a1b2c3d".into() };
    /// # let (mut state, at) = (State::new(run, steps), jiff::Timestamp::UNIX_EPOCH);
    /// # let call = state.enter_step("review").unwrap();
    /// # let usual = GateSpec::review(call, "review", json!({ "total": 125 }));
    /// # let spec = GateSpec { settle: std::time::Duration::from_secs(3), ..usual };
    /// # let key = state.open_gate(spec, at).unwrap();
    /// let approve = action::UserActionMessage::approve();
    /// let unaddressed = state.judge(&approve.clone().into_message(), Scrutiny::Validate, at).unwrap_err();
    /// assert_eq!(unaddressed.reason, RefusalReason::TooSoon);
    ///
    /// let seen = Address::new("review/review/1/5e6f0a1b2c3d").revision(1);
    /// let verdict = state.judge(&approve.at(&seen).into_message(), Scrutiny::Validate, at)?;
    /// assert!(matches!(verdict, Verdict::Answer(gate, answer) if gate == key && !answer.late));
    /// # Ok::<(), Refusal>(())
    /// ```
    pub fn judge(
        &self,
        message: &ActionMessage,
        scrutiny: Scrutiny,
        at: Timestamp,
    ) -> Result<Verdict, Refusal> {
        if let Some(told) = self.told_before(message, scrutiny) {
            return told.map(|receipt| Verdict::Repeat(receipt.clone()));
        }
        let (key, opening) = match &message.address {
            Some(address) => self.addressed(address, scrutiny)?,
            None => self.unaddressed(at)?,
        };
        let sender = Sender {
            actor: message.actor.clone(),
            action_id: message.action_id.clone(),
            addressed: message.address.is_some(),
            said: message.action_id.as_ref().map(|_| said(&message.verb)),
        };
        match &message.verb {
            Verb::Decide(decision) => decide(opening, decision, scrutiny, at)
                .map(|answer| Verdict::Answer(key, Answer { sender, ..answer })),
            Verb::Row(row) if !opening.spec().slots.is_empty() => {
                slots::retry(opening.spec(), row).map(|edit| Verdict::Retry(key, RowEdit { sender, ..edit }))
            }
            Verb::Row(row) => {
                edit(opening, row, scrutiny).map(|edit| Verdict::Row(key, RowEdit { sender, ..edit }))
            }
        }
        .map_err(|refusal| refusal.at(opening.id()))
    }

    /// What the sender of the message with this id was told; that there is another one, if this one says something
    /// else. History knows of answers that were taken before that was asked.
    fn told_before(&self, message: &ActionMessage, scrutiny: Scrutiny) -> Option<Result<&Receipt, Refusal>> {
        let action_id = message.action_id.as_deref()?;
        let is_named = |opening: &&Opening| {
            message.address.as_ref().is_none_or(|address| address.gate_id == opening.id())
        };
        let openings = self.gates.iter().map(|(_, opening)| opening).filter(is_named);
        let applied: Vec<_> = openings.filter_map(|opening| opening.applied(action_id)).collect();
        let first = applied.first()?;
        let said = said(&message.verb);
        let same = applied.iter().find(|applied| applied.said == said);
        let told = same.or((scrutiny == Scrutiny::Accepted).then_some(first));
        Some(told.map(|applied| &applied.receipt).ok_or_else(|| {
            Refusal::new(
                Reason::ActionIdTaken,
                format!("`{action_id}` is the id of another answer, which was taken; give this one an id of its own"),
            )
            .at(&first.receipt.gate_id)
        }))
    }

    fn addressed(&self, address: &Address, scrutiny: Scrutiny) -> Result<(OpeningKey, &Opening), Refusal> {
        let refuse = |reason, message: &str| Refusal::new(reason, message).at(&address.gate_id);
        let Some((key, opening)) = self.gates.by_id(&address.gate_id) else {
            return Err(refuse(
                Reason::UnknownGate,
                "this run has no such gate; reload to see what is open now",
            ));
        };
        if !opening.is_open() {
            return Err(refuse(
                Reason::AlreadyAnswered,
                "this gate is closed; reload to see what became of it",
            ));
        }
        if is_stale(opening, address, scrutiny) {
            return Err(refuse(
                Reason::StaleView,
                "what the gate shows has changed since; reload and decide again",
            ));
        }
        Ok((key, opening))
    }

    fn unaddressed(&self, at: Timestamp) -> Result<(OpeningKey, &Opening), Refusal> {
        let refuse = |reason, message: &str| Err(Refusal::new(reason, message));
        let mut open = self.gates.open_ones();
        let (Some((key, opening)), more) = (open.next(), open.next()) else {
            return refuse(Reason::NoOpenGate, "nothing waits for an answer now");
        };
        let spec = opening.spec();
        if more.is_some() || spec.addressed_only || !matches!(spec.kind, GateKind::Review(_)) {
            return refuse(
                Reason::AddressRequired,
                "the answer must name its gate here: send `gate_id` and `revision`",
            );
        }
        // A clock that went back gives a negative duration, which is no settling.
        let open_for = Duration::try_from(at.duration_since(opening.opened_at())).unwrap_or_default();
        if open_for < spec.settle {
            return refuse(
                Reason::TooSoon,
                "the gate has only just opened and the answer names none; send `gate_id` and `revision`, or answer again",
            );
        }
        Ok((key, opening))
    }
}

/// Whether the sender saw something else than what is there now.
fn is_stale(opening: &Opening, address: &Address, scrutiny: Scrutiny) -> bool {
    let other_revision = address.revision.is_some_and(|revision| revision != opening.revision());
    match (&address.digest, scrutiny) {
        (Some(digest), Scrutiny::Validate) => other_revision || digest != opening.digest(),
        (Some(_), Scrutiny::Accepted) => other_revision,
        (_, _) => other_revision || (address.revision.is_none() && opening.revision() != 1),
    }
}

fn decide(
    opening: &Opening,
    decision: &Decision,
    scrutiny: Scrutiny,
    at: Timestamp,
) -> Result<Answer, Refusal> {
    let GateKind::Review(allowed) = &opening.spec().kind else {
        return slots::give_up(opening.spec(), decision, at, not_a_review());
    };
    let shown = &opening.spec().payload;
    let payload = edits::decided(opening.spec(), decision, scrutiny)?;
    let changed = decision.action == Action::Approved && payload.is_some();
    let action = if changed { Action::Corrected } else { decision.action };
    if !allowed.contains(&action) {
        return Err(Refusal::new(
            Reason::NotAllowed,
            format!("this gate does not take the answer `{}`", action.as_str()),
        ));
    }
    let payload = payload.unwrap_or_else(|| shown.clone());
    if action != Action::Rejected && scrutiny != Scrutiny::Accepted {
        opening.spec().complete.run(&payload).map_err(|violation| {
            Refusal::new(
                Reason::InvalidPayload,
                format!("the payload cannot be approved as it is, {violation}"),
            )
        })?;
    }
    Ok(Answer {
        action,
        changes: edits::changes(opening, &payload),
        payload,
        corrections: applied_corrections(decision).to_vec(),
        comments: decision.comments.clone(),
        late: opening.spec().deadline.is_some_and(|deadline| at >= deadline),
        sender: Sender::default(),
    })
}

/// What the record calls corrected: a reject corrects nothing, whatever its message holds.
fn applied_corrections(decision: &Decision) -> &[Correction] {
    match decision.action {
        Action::Rejected => &[],
        Action::Approved | Action::Corrected => &decision.corrections,
    }
}

fn edit(opening: &Opening, row: &RowAction, scrutiny: Scrutiny) -> Result<RowEdit, Refusal> {
    let spec = opening.spec();
    let GateKind::Review(allowed) = &spec.kind else {
        return Err(not_a_review());
    };
    let own = spec.row_hooks.get(edits::verb_of(row)).is_some();
    if !own && !allowed.contains(&Action::Corrected) {
        return Err(Refusal::new(
            Reason::NotAllowed,
            "this gate takes no corrections, so none of its rows can be edited",
        ));
    }
    edits::row(spec, row, scrutiny)
}

fn not_a_review() -> Refusal {
    let message = "this gate waits for its own signal, not for a decision; see `args.signal_name`";
    Refusal::new(Reason::NotAllowed, message)
}
