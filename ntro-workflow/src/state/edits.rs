//! What an answer or a row action makes of what a gate shows, within what people may edit there.

use serde_json::Value;

use crate::state::answer::{RowEdit, Scrutiny, Sender};
use crate::state::digest::canonical;
use crate::state::gate::{GateSpec, Opening};
use crate::wire::correction::{self, Allowed, CorrectionError};
use crate::wire::{Action, Change, Decision, Refusal, RefusalReason as Reason, RowAction, RowActionKind};

const EDIT_CELL: &str = "edit_cell";
const REJECT_ROW: &str = "reject_row";

impl GateSpec {
    /// What people may edit. What was accepted before was so by the rules of that day.
    fn allowed(&self, scrutiny: Scrutiny) -> Allowed {
        let allowed = Allowed::at(self.edits.as_ref(), &self.hint);
        if scrutiny == Scrutiny::Accepted { allowed.lenient() } else { allowed }
    }
}

/// The payload that the person decided on, if it is another one than is shown. Clients echo what
/// they show, so that an equal payload corrects nothing; and nothing is corrected by a reject.
pub(super) fn decided(
    spec: &GateSpec,
    decision: &Decision,
    scrutiny: Scrutiny,
) -> Result<Option<Value>, Refusal> {
    if decision.action == Action::Rejected {
        return Ok(None);
    }
    let shown = &spec.payload;
    let echoed = decision.payload.as_ref().filter(|payload| canonical(payload) != canonical(shown));
    if echoed.is_none() && decision.corrections.is_empty() {
        return Ok((decision.action == Action::Corrected).then(|| shown.clone()));
    }
    let allowed = spec.allowed(scrutiny);
    let sent = echoed.map(|echoed| echo(shown, echoed, &allowed, scrutiny)).transpose()?;
    if decision.corrections.is_empty() {
        return Ok(
            sent.filter(|sent| decision.action == Action::Corrected || canonical(sent) != canonical(shown))
        );
    }
    let corrected = correction::apply_within(sent.as_ref().unwrap_or(shown), &decision.corrections, &allowed);
    corrected.map(|applied| Some(applied.payload)).map_err(|error| refused(&error))
}

/// A payload that was accepted before is what was decided on, whatever is shown by now.
fn echo(shown: &Value, echoed: &Value, allowed: &Allowed, scrutiny: Scrutiny) -> Result<Value, Refusal> {
    match correction::echo(shown, echoed, allowed) {
        Err(_) if scrutiny == Scrutiny::Accepted => Ok(echoed.clone()),
        outcome => outcome.map_err(|error| refused(&error)),
    }
}

/// How the payload of an answer differs from what the gate opened with.
pub(super) fn changes(opening: &Opening, payload: &Value) -> Vec<Change> {
    correction::between(opening.opened_with(), payload)
}

/// What a row action makes of what is shown.
pub(super) fn row(spec: &GateSpec, row: &RowAction, scrutiny: Scrutiny) -> Result<RowEdit, Refusal> {
    let verb = verb_of(row);
    let usual = usual(spec, row, scrutiny)?;
    let payload = match (spec.row_hooks.get(verb), usual) {
        (Some(hook), _) => hook.run(row, &spec.payload).map_err(|message| {
            Refusal::new(Reason::HandlerRefused, format!("the row action `{verb}` was refused: {message}"))
        })?,
        (None, Some(payload)) => payload,
        (None, None) => return Err(unknown(spec, verb)),
    };
    if scrutiny != Scrutiny::Accepted {
        spec.fits.run(&payload).map_err(|violation| {
            Refusal::new(Reason::InvalidPayload, format!("the edited payload does not fit, {violation}"))
        })?;
    }
    Ok(RowEdit { payload, row_id: row.row_id.clone(), verb: verb.to_owned(), sender: Sender::default() })
}

/// The word under which a gate has a hook for it.
pub(super) fn verb_of(row: &RowAction) -> &str {
    match &row.kind {
        RowActionKind::EditCell { .. } => EDIT_CELL,
        RowActionKind::RejectRow => REJECT_ROW,
        RowActionKind::Custom { name, .. } => name,
    }
}

/// What the row action does where the author says nothing; nothing if it is the author's own. A row that
/// is not there, and a cell that may not be edited, are refused whatever the author does with them.
fn usual(spec: &GateSpec, row: &RowAction, scrutiny: Scrutiny) -> Result<Option<Value>, Refusal> {
    let (shown, allowed) = (&spec.payload, spec.allowed(scrutiny));
    let hooked = spec.row_hooks.get(verb_of(row)).is_some();
    let applied = match &row.kind {
        RowActionKind::EditCell { field, value, old_value } => {
            let values = (value, old_value.as_ref());
            correction::edit_cell_within(shown, &row.row_id, field, values, &allowed).map(Some)
        }
        RowActionKind::RejectRow if !hooked => correction::find_row(shown, &row.row_id, &allowed)
            .and_then(|()| correction::reject_row(shown, &row.row_id))
            .map(Some),
        RowActionKind::Custom { .. } if !hooked => Ok(None),
        _ => correction::find_row(shown, &row.row_id, &allowed).map(|()| None),
    };
    applied.map(|applied| applied.map(|applied| applied.payload)).map_err(|error| refused(&error))
}

fn unknown(spec: &GateSpec, verb: &str) -> Refusal {
    let own = spec.row_hooks.verbs().filter(|verb| ![EDIT_CELL, REJECT_ROW].contains(verb));
    let mut takes: Vec<String> =
        [EDIT_CELL, REJECT_ROW].into_iter().chain(own).map(|verb| format!("`{verb}`")).collect();
    let last = takes.pop().unwrap_or_default();
    let takes = format!("{} and {last}", takes.join(", "));
    Refusal::new(Reason::NotAllowed, format!("this gate has no row action `{verb}`; it takes {takes}"))
}

fn refused(error: &CorrectionError) -> Refusal {
    let reason = match error {
        CorrectionError::NotEditable { .. } | CorrectionError::RowFixed { .. } => Reason::NotEditable,
        _ => Reason::InvalidPayload,
    };
    Refusal::new(reason, error.to_string())
}
