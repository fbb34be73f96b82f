//! What is open in a tree: gates, timers, what is under way.

use ntro_workflow::wire::PendingAction;

use crate::decision::Opening;
use crate::drive::Drive;
use crate::drive::clock::whole_minutes;
use crate::script::{ChildPlace, Place};
use crate::trace::word;

/// A gate that waits, and whose.
#[derive(Clone)]
pub(super) struct OpenGate {
    pub(super) member: usize,
    pub(super) opening: Opening,
    pub(super) pending: PendingAction,
}

impl Drive {
    /// The open gates: in the order of the tree, within a run the oldest first.
    pub(super) fn open_gates(&self) -> Vec<OpenGate> {
        let open = self.in_order().into_iter().filter(|member| self.members[*member].is_open());
        let of_member = |member: usize| {
            let state = &self.members[member].state;
            let pending = state.as_ref().map(|state| state.pending_actions.clone()).unwrap_or_default();
            pending.into_iter().filter_map(move |pending| {
                Opening::of(&pending).map(|opening| OpenGate { member, opening, pending })
            })
        };
        open.flat_map(of_member).collect()
    }

    /// The open gate at a place, if there is one.
    pub(super) fn open_at(&self, place: &Place) -> Option<OpenGate> {
        self.open_gates().into_iter().find(|gate| self.is_at(gate, place))
    }

    /// The open gates of the step that a place names.
    pub(super) fn open_in(&self, place: &Place) -> Vec<OpenGate> {
        let gates = self.open_gates().into_iter();
        gates.filter(|gate| self.is_in(gate, place)).collect()
    }

    pub(super) fn is_at(&self, gate: &OpenGate, place: &Place) -> bool {
        self.is_in(gate, place)
            && place.gate.as_ref().is_none_or(|name| *name == gate.opening.gate)
            && place.opening.is_none_or(|number| number == gate.opening.number)
    }

    fn is_in(&self, gate: &OpenGate, place: &Place) -> bool {
        self.is(gate.member, place.child.as_ref()) && gate.opening.step == place.step
    }

    /// Whether that opening is still open.
    pub(super) fn is_pending(&self, gate: &OpenGate) -> bool {
        self.open_gates().iter().any(|open| open.member == gate.member && open.opening == gate.opening)
    }

    /// Whether a run is the one that is meant: the root where no child is.
    pub(super) fn is(&self, member: usize, child: Option<&ChildPlace>) -> bool {
        let run = &self.members[member];
        let Some(place) = child else { return run.parent.is_none() };
        run.parent.is_some()
            && run.slug == place.slug
            && place.key.as_deref().is_none_or(|key| self.key_of(run.watch.run.workflow_id()) == Some(key))
    }

    /// The first open run that is meant.
    pub(super) fn find(&self, child: Option<&ChildPlace>) -> Option<usize> {
        let mut runs = self.in_order().into_iter();
        runs.find(|member| self.members[*member].is_open() && self.is(*member, child))
    }

    /// The author's key of a child, as its parent knows it.
    fn key_of(&self, workflow_id: &str) -> Option<&str> {
        let states = self.members.iter().filter_map(|member| member.state.as_ref());
        let mut entries = states.flat_map(|state| state.children.values().flatten());
        entries.find(|entry| entry.workflow_id == workflow_id)?.key.as_deref()
    }

    /// What is open and under way, a line each.
    pub(super) fn open(&self) -> Vec<String> {
        let mut lines: Vec<_> = self.open_gates().iter().map(|gate| self.gate_line(gate)).collect();
        for member in self.in_order().into_iter().map(|member| &self.members[member]) {
            if !member.is_open() {
                continue;
            }
            let run = member.watch.spoken();
            let Some(standing) = &member.standing else { continue };
            lines.extend(standing.activities.iter().map(|activity| format!("{run}: activity {activity}")));
            lines.extend(member.watch.timers().iter().map(|timer| {
                let minutes = whole_minutes(timer.due.duration_since(member.now));
                format!("{run}: a timer for another {}:{:02}", minutes / 60, minutes % 60)
            }));
            lines.extend(
                standing.children.iter().map(|child| format!("{run}: {}", crate::watch::label_of(child))),
            );
        }
        lines
    }

    fn gate_line(&self, gate: &OpenGate) -> String {
        let run = self.members[gate.member].watch.spoken();
        let takes: Vec<_> = gate.pending.actions.iter().map(|action| action.as_str()).collect();
        let signal = gate.pending.args.as_ref().and_then(|args| args["signal_name"].as_str());
        let takes = match signal {
            Some(signal) => format!("the signal `{signal}`"),
            None if takes.is_empty() => word(&gate.pending.kind),
            None => takes.join(", "),
        };
        format!("{run}: gate {} waits for {takes}", gate.opening)
    }
}
