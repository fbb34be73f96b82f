//! What tests of a list come to, and the macro that makes them.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed, and says where")]

use std::sync::atomic::{AtomicUsize, Ordering};

use ntro_manifest::manifest::{GateKind, Manifest};
use ntro_workflow::prelude::*;
use ntro_workflow::worker::Registry;

use super::*;
use crate::coverage::record;
use crate::decision::{Decision, Driven, Opening};
use crate::outcome::{Played as PlayedTree, PlayedRun};
use crate::trace::Trace;

mod by_macro;

/// A runbook with one declared gate that takes two answers.
#[derive(Default)]
struct Close;

#[ntro_workflow(slug = "nav-close")]
impl Close {
    #[run]
    async fn run(ctx: &Ctx<Self>) -> RunbookResult<()> {
        Self::review(ctx).await
    }

    #[ui_step(name = "review", title = "Review", gate(payload = f64, answers(approved, rejected)))]
    async fn review(ctx: &Ctx<Self>) -> RunbookResult<()> {
        ctx.wait_for_action(&1.0).await?;
        Ok(())
    }
}

/// What the driver does at the end of a scenario.
fn drove(driven: Driven) {
    let (slug, run) = ("nav-close".to_owned(), String::new());
    let opening = Opening { step: "review".into(), gate: "review".into(), number: 1 };
    let root = PlayedRun { slug: slug.clone(), run: run.clone(), close: None, state: None, history: vec![] };
    let kind = GateKind::Review;
    let decision = Decision { slug, run, opening, kind, driven, refusal: None, actor: None };
    let (runs, decisions) = (vec![root], vec![decision]);
    record(&PlayedTree { runs, openings: vec![], decisions, trace: Trace::default() }, &manifest());
}

/// A scenario that does only that.
fn played(driven: Driven) -> Result<(), String> {
    drove(driven);
    Ok(())
}

fn manifest() -> Manifest {
    Registry::new().register::<Close>().manifest()
}

fn none_excluded(coverage: Coverage) -> Coverage {
    coverage
}

/// Scenarios that drive everything, but for what one more does.
fn all_but_rejected() -> Scenarios {
    let mut scenarios = Scenarios::default();
    scenarios.add("approved", || Box::pin(async { played(Driven::Approved) }));
    scenarios.add("refused", || Box::pin(async { played(Driven::Refused) }));
    scenarios
}

#[track_caller]
fn wrong(verdict: Verdict) -> String {
    format!("{:?}", verdict.unwrap_err())
}

#[test]
fn every_decision_plays_what_no_test_played() {
    let mut scenarios = all_but_rejected();
    scenarios.add("rejected", || Box::pin(async { played(Driven::Rejected) }));
    assert!(every_decision::<Close>(&scenarios, none_excluded).is_ok());
}

#[test]
fn a_scenario_is_played_once_whoever_asks() {
    static PLAYS: AtomicUsize = AtomicUsize::new(0);
    let mut scenarios = all_but_rejected();
    scenarios.add("rejected", || {
        Box::pin(async {
            PLAYS.fetch_add(1, Ordering::Relaxed);
            played(Driven::Rejected)
        })
    });
    std::thread::scope(|threads| {
        for _ in 0..4 {
            threads.spawn(|| assert!(scenarios.play("rejected").is_ok()));
            threads.spawn(|| assert!(every_decision::<Close>(&scenarios, none_excluded).is_ok()));
        }
    });
    assert_eq!(PLAYS.load(Ordering::Relaxed), 1);
}

#[test]
fn what_the_rest_of_the_process_drives_does_not_count() {
    drove(Driven::Rejected);
    let said = wrong(every_decision::<Close>(&all_but_rejected(), none_excluded));
    assert!(said.contains("- review/review: rejected\n"), "{said}");
    // Nor does it make an exclusion stale.
    let exclude = |coverage: Coverage| coverage.except("review", "review", Driven::Rejected, "nobody dares");
    assert!(every_decision::<Close>(&all_but_rejected(), exclude).is_ok());
}

#[test]
fn what_scenarios_drive_counts_for_the_process_too() {
    assert!(all_but_rejected().play("approved").is_ok());
    let coverage = coverage::of::<Close>();
    assert!(coverage.runbooks[0].gates[0].answers[&Driven::Approved].driven >= 1);
    assert!(coverage::all().runbooks.iter().any(|runbook| runbook.slug == "nav-close"));
}

#[test]
fn one_that_fails_fails_in_its_own_test_and_in_the_whole() {
    let mut scenarios = all_but_rejected();
    scenarios.add("rejected", || Box::pin(async { Report::report(Err::<(), _>("no such gate")) }));
    assert_eq!(wrong(scenarios.play("rejected")), "\"no such gate\"");
    assert!(scenarios.play("approved").is_ok());
    let said = wrong(every_decision::<Close>(&scenarios, none_excluded));
    assert_eq!(said, "the scenario `rejected` failed: \"no such gate\"");
}

#[test]
fn one_that_panics_is_told_to_everybody() {
    let mut scenarios = all_but_rejected();
    scenarios.add("rejected", || Box::pin(async { panic!("wrong total: {}", 7) }));
    let said = wrong(every_decision::<Close>(&scenarios, none_excluded));
    assert_eq!(said, "the scenario `rejected` failed: it panicked: wrong total: 7");
    assert_eq!(wrong(scenarios.play("rejected")), "it panicked: wrong total: 7");
}
