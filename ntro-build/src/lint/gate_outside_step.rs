//! `gate-outside-step`: a gate or a child run that `run` reaches without a step.

use crate::lint::Finding;
use crate::lint::gate::{Opening, Opens};
use crate::lint::gate_walk::gates;
use crate::lint::rule::Rule;
use crate::lint::runbook::{Method, Role, Runbook, Words};

/// Reports the gates of `run`, and those of the helper methods that it calls itself. A helper that only
/// steps call is a part of those steps.
pub(super) fn check(runbook: &Runbook<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for run in runbook.with_role(Role::Run) {
        let outside = runbook.calls.outside_steps(&run.name);
        let methods = runbook.methods.iter().filter(|method| outside.contains(&method.name));
        for method in methods {
            let opened = gates(&method.function.block);
            findings.extend(opened.iter().map(|gate| finding(runbook, method, gate)));
        }
    }
    findings
}

fn finding(runbook: &Runbook<'_>, method: &Method<'_>, gate: &Opening) -> Finding {
    let (noun, verb) = match gate.opens {
        Opens::Review | Opens::Submission | Opens::Documents => ("gate", "opened"),
        Opens::Child => ("child run", "started"),
    };
    let reached = match method.role {
        Role::Run => "in `run`".to_owned(),
        _ => format!("in `{}`, which `run` calls without a step", method.name),
    };
    let remedy = match method.role {
        Role::Run => "move it into a method with `#[ui_step(…)]`, and call that".to_owned(),
        _ => format!("call `{}` from a step, or put `#[ui_step(…)]` on it", method.name),
    };
    let words = Words {
        what: format!("a {noun} is {verb} outside any step: `{}` {reached}", gate.opens.method()),
        why: format!("a {noun} belongs to the step that shows it; the run fails here with `OutsideStep`"),
        remedy,
    };
    runbook.finding(Rule::GateOutsideStep, gate.span, words)
}
