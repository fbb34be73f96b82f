//! What a coverage says of hand-made plays.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed, and says where")]

use std::time::Duration;

use ntro_manifest::manifest::{GateKind, Manifest};
use ntro_workflow::wire::Action;
use serde_json::json;

use crate::coverage::{Coverage, Ledger};
use crate::decision::{Decision, Driven, Opened, Opening};
use crate::outcome::{Played, PlayedRun};
use crate::trace::Trace;

mod exclusions;
mod output;
mod rows;

const EVERY: &[Action] = &[Action::Approved, Action::Corrected, Action::Rejected];

/// A runbook with a submission, a review with a time limit, and a review that takes two answers.
fn manifest() -> Manifest {
    let manifest = json!({ "manifest_version": 1, "runbooks": [{
        "slug": "nav-close", "workflow_type": "NavCloseWorkflow", "steps": [
            { "name": "intake", "title": "Intake",
              "gates": [{ "name": "statement", "kind": "submission", "declared": true }] },
            { "name": "review", "title": "Review", "timeout_seconds": 86_400, "gates": [
                { "name": "review", "kind": "review", "declared": true },
                { "name": "sign", "kind": "review", "declared": true, "answers": ["approved", "rejected"] },
            ] },
            { "name": "post", "title": "Post" },
        ],
    }] });
    Manifest::from_value(manifest).expect("it is a manifest")
}

/// A play of one run, in which this opened and this was driven.
fn played(slug: &str, openings: Vec<Opened>, driven: &[(&str, Driven)]) -> Played {
    let (slug, run) = (slug.to_owned(), String::new());
    let decisions = driven.iter().map(|(gate, driven)| decision(&slug, gate, *driven)).collect();
    let root = PlayedRun { slug, run, close: None, state: None, history: None };
    Played { runs: vec![root], openings, decisions, trace: Trace::default(), took: Duration::ZERO }
}

fn opening(gate: &str) -> Opening {
    let (step, gate) = gate.split_once('/').expect("step/gate");
    Opening { step: step.to_owned(), gate: gate.to_owned(), number: 1 }
}

fn opened(slug: &str, gate: &str, actions: &[Action], deadline: bool) -> Opened {
    let kind = if actions.is_empty() { GateKind::Submission } else { GateKind::Review };
    let (slug, run) = (slug.to_owned(), String::new());
    Opened { slug, run, opening: opening(gate), kind, actions: actions.to_vec(), deadline }
}

fn decision(slug: &str, gate: &str, driven: Driven) -> Decision {
    let kind = if driven == Driven::Submitted { GateKind::Submission } else { GateKind::Review };
    let (slug, run) = (slug.to_owned(), String::new());
    Decision { slug, run, opening: opening(gate), kind, driven, refusal: None, actor: None }
}

/// What these plays drove, all of them of the manifest above.
fn coverage(plays: &[Played]) -> Coverage {
    let mut ledger = Ledger::default();
    plays.iter().for_each(|played| ledger.add(played, &manifest()));
    ledger.coverage()
}

/// The coverage of one play of `nav-close` in which this was driven.
fn driven(driven: &[(&str, Driven)]) -> Coverage {
    coverage(&[played("nav-close", Vec::new(), driven)])
}
