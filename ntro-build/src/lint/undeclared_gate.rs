//! `undeclared-gate`: a gate that its step does not declare.

use ntro_workflow_macros_backend::outline::GateOutline;

use crate::lint::Finding;
use crate::lint::gate::{Opening, Opens};
use crate::lint::gate_walk::gates;
use crate::lint::literals::as_written;
use crate::lint::payload_guess::{Guess, guess};
use crate::lint::rule::Rule;
use crate::lint::runbook::{Method, Role, Runbook, Words};

/// Reports the gates of each step, and of the helper methods that it calls, that it does not declare.
pub(super) fn check(runbook: &Runbook<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for step in runbook.with_role(Role::Step) {
        let Some(declared) = runbook.declared(step) else { continue };
        let parts = runbook.calls.outside_steps(&step.name);
        for method in runbook.methods.iter().filter(|method| parts.contains(&method.name)) {
            let opened = gates(&method.function.block);
            let undeclared = opened.iter().filter(|gate| gate.opens != Opens::Child);
            findings.extend(undeclared.filter_map(|gate| finding(runbook, step, method, gate, declared)));
        }
    }
    findings
}

fn finding(
    runbook: &Runbook<'_>,
    step: &Method<'_>,
    method: &Method<'_>,
    gate: &Opening,
    declared: &[GateOutline],
) -> Option<Finding> {
    let name = gate.name.as_deref()?;
    let same_name = declared.iter().find(|declared| declared.name == name);
    let is_review = gate.opens.is_review();
    let noun = if is_review { "review" } else { "submission" };
    let what = match same_name {
        Some(declared) if declared.payload.is_some() == is_review => return None,
        Some(_) => format!(
            "the step `{}` declares the gate `{name}` as a {}, and opens it as a {noun}",
            step.name,
            if is_review { "submission" } else { "review" }
        ),
        None => format!("the step `{}` does not declare its gate `{name}`", step.name),
    };
    let words = Words {
        what,
        why: "the manifest, its lock and the platform know of a gate only what is declared".into(),
        remedy: remedy((step, method), gate, name, same_name.is_some()),
    };
    Some(runbook.finding(Rule::UndeclaredGate, gate.span, words))
}

fn remedy((step, method): (&Method<'_>, &Method<'_>), gate: &Opening, name: &str, instead: bool) -> String {
    let mut parts = vec![format!("name = \"{name}\"")];
    let mut unknown = String::new();
    if gate.opens.is_review() {
        match guess(gate.subject.as_ref(), method.function) {
            Guess::Known(payload) => parts.push(format!("payload = {payload}")),
            Guess::Unknown => {
                let shown = gate.subject.as_ref().map(as_written).unwrap_or_default();
                parts.push("payload = …".into());
                unknown = format!(", with the type of `{shown}` as its payload");
            }
        }
    }
    if let Some(answers) = &gate.answers {
        parts.push(format!("answers({})", answers.join(", ")));
    }
    let (declaration, step) = (format!("`gate({})`", parts.join(", ")), &step.name);
    if instead {
        return format!("declare it as {declaration}{unknown}, or give one of the two another name");
    }
    format!("add {declaration} to the `#[ui_step(…)]` of `{step}`{unknown}")
}
