//! What changed in the steps and their gates.

use crate::compare::names::{matched, reordered};
use crate::compare::payload::{self, Role};
use crate::compare::{Found, rule};
use crate::manifest::{Answer, Gate, GateKind, Step};

pub(super) fn compare_all(found: &mut Found, runbook: &str, old: &[Step], new: &[Step]) {
    let at = |name: &str| format!("{runbook}/steps/{name}");
    let matched = matched(old, new);
    if let Some((before, after)) = reordered(&matched.kept, new) {
        found.push(&format!("{runbook}/steps"), format!("order {before} → {after}"), &rule::STEP_ORDER);
    }
    for gone in matched.removed {
        found.push(&at(&gone.name), "removed", &rule::STEP_REMOVED);
    }
    for (gone, now) in matched.renamed {
        let what = format!("renamed {} → {}", gone.name, now.name);
        found.push(&at(&gone.name), what, &rule::STEP_RENAMED);
        compare(found, &at(&now.name), gone, now);
    }
    for (came, at_end) in matched.added {
        let (what, rule) =
            if at_end { ("new, at the end", &rule::STEP_AT_END) } else { ("inserted", &rule::STEP_INSERTED) };
        found.push(&at(&came.name), what, rule);
    }
    for (old, new) in matched.kept {
        compare(found, &at(&new.name), old, new);
    }
}

fn compare(found: &mut Found, place: &str, old: &Step, new: &Step) {
    found.differs(place, "title", &Some(old.title.as_str()), &Some(new.title.as_str()), &rule::STEP_TITLE);
    found.differs(place, "icon", &old.icon, &new.icon, &rule::STEP_ICON);
    found.differs(place, "description", &old.description, &new.description, &rule::STEP_DESCRIPTION);
    let (before, after) = (&old.responsibility, &new.responsibility);
    found.differs(place, "responsibility", before, after, &rule::STEP_RESPONSIBILITY);
    found.differs(place, "component", &old.component, &new.component, &rule::STEP_COMPONENT);
    if old.docs != new.docs {
        found.push(place, "docs changed", &rule::DOCS_CHANGED);
    }
    let timeout = match (old.timeout_seconds, new.timeout_seconds) {
        (None, Some(_)) => &rule::STEP_TIMEOUT_DECLARED,
        (Some(_), None) => &rule::STEP_TIMEOUT_DROPPED,
        _ => &rule::STEP_TIMEOUT,
    };
    found.differs(place, "timeout in seconds", &old.timeout_seconds, &new.timeout_seconds, timeout);
    gates(found, place, &old.gates, &new.gates);
}

fn gates(found: &mut Found, step: &str, old: &[Gate], new: &[Gate]) {
    let at = |gate: &Gate| format!("{step}/gates/{}", gate.name);
    let matched = matched(old, new);
    for gone in matched.removed {
        found.push(&at(gone), "removed", &rule::GATE_REMOVED);
    }
    for (gone, now) in matched.renamed {
        let what = format!("renamed {} → {}", gone.name, now.name);
        found.push(&at(gone), what, &rule::GATE_RENAMED);
        compare_gate(found, &at(now), gone, now);
    }
    for (came, _) in matched.added {
        found.push(&at(came), "new", &rule::GATE_NEW);
    }
    for (old, new) in matched.kept {
        compare_gate(found, &at(new), old, new);
    }
}

fn compare_gate(found: &mut Found, place: &str, old: &Gate, new: &Gate) {
    if old.kind != new.kind {
        let what = format!("{} → {}", kind(old.kind), kind(new.kind));
        // What it shows and takes follows from its kind.
        return found.push(place, what, &rule::GATE_KIND);
    }
    if old.declared {
        // Of an undeclared gate, nobody knows the component.
        found.differs(place, "component", &old.component, &new.component, &rule::GATE_COMPONENT);
    }
    answers(found, place, old, new);
    match (old.declared, new.declared) {
        (false, true) => found.push(place, "declared", &rule::GATE_DECLARED),
        (true, false) => found.push(place, "no longer declared", &rule::GATE_UNDECLARED),
        _ => {
            let place = format!("{place}/payload");
            payload::compare(found, &place, &old.payload, &new.payload, Role::Gate);
        }
    }
}

fn kind(kind: GateKind) -> &'static str {
    match kind {
        GateKind::Review => "review",
        GateKind::Submission => "submission",
    }
}

fn answers(found: &mut Found, place: &str, old: &Gate, new: &Gate) {
    let (before, after) = (taken(old), taken(new));
    for answer in before.iter().filter(|answer| !after.contains(answer)) {
        found.push(place, format!("answer {} removed", word(*answer)), &rule::ANSWER_REMOVED);
    }
    for answer in after.iter().filter(|answer| !before.contains(answer)) {
        found.push(place, format!("answer {} new", word(*answer)), &rule::ANSWER_ADDED);
    }
}

/// A review that names no answers takes all of them.
fn taken(gate: &Gate) -> Vec<Answer> {
    if gate.kind == GateKind::Review && gate.answers.is_empty() {
        return vec![Answer::Approved, Answer::Corrected, Answer::Rejected];
    }
    gate.answers.clone()
}

fn word(answer: Answer) -> &'static str {
    match answer {
        Answer::Approved => "approved",
        Answer::Corrected => "corrected",
        Answer::Rejected => "rejected",
    }
}
