//! What tests of a list come to, and the macro that makes them.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed, and says where")]

use std::process::Command;
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

const HERE: &str = module_path!();

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
    let root = PlayedRun { slug: slug.clone(), run: run.clone(), close: None, state: None, history: None };
    let kind = GateKind::Review;
    let decision = Decision { slug, run, opening, kind, driven, refusal: None, actor: None };
    let (runs, decisions) = (vec![root], vec![decision]);
    record(
        &PlayedTree { runs, openings: vec![], decisions, trace: Trace::default(), took: Duration::ZERO },
        &manifest(),
    );
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
    assert!(every_decision::<Close>(&scenarios, HERE, none_excluded).is_ok());
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
            threads.spawn(|| assert!(every_decision::<Close>(&scenarios, HERE, none_excluded).is_ok()));
        }
    });
    assert_eq!(PLAYS.load(Ordering::Relaxed), 1);
}

#[test]
fn what_the_rest_of_the_process_drives_does_not_count() {
    drove(Driven::Rejected);
    let said = wrong(every_decision::<Close>(&all_but_rejected(), HERE, none_excluded));
    assert!(said.contains("- review/review: rejected\n"), "{said}");
    // Nor does it make an exclusion stale.
    let exclude = |coverage: Coverage| coverage.except("review", "review", Driven::Rejected, "nobody dares");
    assert!(every_decision::<Close>(&all_but_rejected(), HERE, exclude).is_ok());
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
    let said = wrong(every_decision::<Close>(&scenarios, HERE, none_excluded));
    assert_eq!(said, "the scenario `rejected` failed: \"no such gate\"");
}

#[test]
fn one_that_panics_is_told_to_everybody() {
    let mut scenarios = all_but_rejected();
    scenarios.add("rejected", || Box::pin(async { panic!("wrong total: {}", 7) }));
    let said = wrong(every_decision::<Close>(&scenarios, HERE, none_excluded));
    let panicked = said.strip_prefix("the scenario `rejected` failed: ").unwrap();
    let place =
        panicked.strip_prefix("it panicked at ").and_then(|said| said.strip_suffix(": wrong total: 7"));
    assert!(place.is_some_and(|place| place.starts_with(&format!("{}:", file!()))), "{said}");
    assert_eq!(wrong(scenarios.play("rejected")), panicked);
}

/// In a process of its own, as some runners have it for every test: nothing was played there before.
#[test]
fn a_list_writes_down_what_it_drove_where_somebody_asks() {
    let directory = tempfile::tempdir().unwrap();
    let list = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "play_once::tests::by_macro::every_decision"])
        .env(DIRECTORY, directory.path().join("below"))
        .output()
        .unwrap();
    assert!(list.status.success(), "{}", String::from_utf8_lossy(&list.stdout));
    let written = |kind: &str| {
        let name = format!("below/nav-close.ntro_workflow_testing.play_once.tests.by_macro.{kind}");
        std::fs::read_to_string(directory.path().join(name)).unwrap()
    };
    let coverage = Coverage::from_json(&written("json")).unwrap();
    assert_eq!((coverage.runbooks[0].runs, coverage.check()), (2, Ok(())));
    assert_eq!(written("html"), coverage.page());
}

#[test]
fn a_list_that_cannot_write_says_where() {
    let list = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "play_once::tests::by_macro::every_decision"])
        .env(DIRECTORY, concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml"))
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&list.stdout);
    assert!(!list.status.success() && said.contains("cannot write the decision coverage to"), "{said}");
}
