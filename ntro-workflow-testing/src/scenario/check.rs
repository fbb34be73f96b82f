//! Whether what a scenario names is there.

use std::collections::VecDeque;

use ntro_manifest::manifest::{Handler, Manifest, Runbook};

use crate::nearest::did_you_mean;
use crate::script::{ChildPlace, Instruction, Place};

/// Every name of a script that the runbook, or the child that is meant, does not have.
pub(super) fn unknown_names(script: &VecDeque<Instruction>, manifest: &Manifest, slug: &str) -> Vec<String> {
    let mut faults = Vec::new();
    for fault in script.iter().filter_map(|next| fault(next, manifest, slug)) {
        if !faults.contains(&fault) {
            faults.push(fault);
        }
    }
    faults
}

fn fault(instruction: &Instruction, manifest: &Manifest, slug: &str) -> Option<String> {
    let runbook = match runbook(manifest, instruction.child(), slug) {
        Ok(runbook) => runbook,
        Err(fault) => return Some(fault),
    };
    match instruction {
        Instruction::Answer { place, .. } | Instruction::TimeOut(place) => place_fault(place, runbook),
        Instruction::Submit { signal: name, .. } | Instruction::Signal { name, .. } => {
            handler_fault("signal", name, &runbook.signals, runbook)
        }
        Instruction::Update { name, .. } => handler_fault("update", name, &runbook.updates, runbook),
        Instruction::Query { name, .. } => handler_fault("query", name, &runbook.queries, runbook),
        _ => None,
    }
}

fn runbook<'m>(
    manifest: &'m Manifest,
    child: Option<&ChildPlace>,
    slug: &str,
) -> Result<&'m Runbook, String> {
    let wanted = child.map_or(slug, |child| &child.slug);
    let found = manifest.runbooks.iter().find(|runbook| runbook.slug == wanted);
    found.ok_or_else(|| {
        let known = manifest.runbooks.iter().map(|runbook| runbook.slug.as_str());
        format!(
            "the registry has no runbook `{wanted}`{}; children need `.registry(…)`",
            did_you_mean(wanted, known)
        )
    })
}

fn place_fault(place: &Place, runbook: &Runbook) -> Option<String> {
    let Some(step) = runbook.steps.iter().find(|step| step.name == place.step) else {
        let known = runbook.steps.iter().map(|step| step.name.as_str());
        return Some(format!(
            "`{}` has no step `{}`{}",
            runbook.slug,
            place.step,
            did_you_mean(&place.step, known)
        ));
    };
    let gate = place.gate.as_deref()?;
    let mut declared = step.gates.iter().map(|gate| gate.name.as_str()).peekable();
    // The gates of a step that declares none are known when they open.
    declared.peek()?;
    let known: Vec<_> = declared.collect();
    if known.contains(&gate) {
        return None;
    }
    Some(format!("the step `{}` has no gate `{gate}`{}", step.name, did_you_mean(gate, known)))
}

fn handler_fault(what: &str, name: &str, handlers: &[Handler], runbook: &Runbook) -> Option<String> {
    let mut known = handlers.iter().map(|handler| handler.name.as_str());
    // What every runbook has is in no table.
    if name == "user_action" || name.starts_with("current_") || known.clone().any(|known| known == name) {
        return None;
    }
    Some(format!("`{}` has no {what} `{name}`{}", runbook.slug, did_you_mean(name, &mut known)))
}
