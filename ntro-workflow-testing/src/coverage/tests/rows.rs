//! The rows: which gates, and what can happen at them.

use super::*;

/// The answers of a gate, with how often they were driven.
fn row(coverage: &Coverage, gate: &str) -> Vec<(Driven, u64)> {
    let mut gates = coverage.runbooks.iter().flat_map(|runbook| &runbook.gates);
    let row = gates.find(|row| row.name() == gate).expect("the gate has a row");
    row.answers.iter().map(|(driven, answer)| (*driven, answer.driven)).collect()
}

fn names(coverage: &Coverage) -> Vec<String> {
    coverage.runbooks[0].gates.iter().map(|gate| gate.name()).collect()
}

#[test]
fn declared_gates_are_rows_though_no_scenario_came_there() {
    let coverage = driven(&[]);
    assert_eq!(names(&coverage), ["intake/statement", "review/review", "review/sign"]);
    assert_eq!(row(&coverage, "intake/statement"), [(Driven::Submitted, 0)]);
    let (approved, rejected) = ((Driven::Approved, 0), (Driven::Rejected, 0));
    let ends = [(Driven::TimedOut, 0), (Driven::Refused, 0)];
    assert_eq!(row(&coverage, "review/sign"), [&[approved, rejected][..], &ends].concat());
    let corrected = (Driven::Corrected, 0);
    assert_eq!(row(&coverage, "review/review"), [&[approved, corrected, rejected][..], &ends].concat());
}

#[test]
fn what_is_driven_in_several_scenarios_is_counted_together() {
    let approved = played("nav-close", vec![], &[("review/review", Driven::Approved)]);
    let both = [("review/review", Driven::Refused), ("review/review", Driven::Approved)];
    let coverage = coverage(&[approved, played("nav-close", vec![], &both)]);
    let row = row(&coverage, "review/review");
    assert!(row.contains(&(Driven::Approved, 2)) && row.contains(&(Driven::Refused, 1)), "{row:?}");
    assert_eq!(coverage.runbooks[0].runs, 2);
}

#[test]
fn an_undeclared_gate_has_a_row_once_it_opened_with_what_it_took() {
    let ask = opened("nav-close", "post/ask", &[Action::Approved], false);
    let upload = opened("nav-close", "intake/more", &[], true);
    let coverage = coverage(&[played("nav-close", vec![ask, upload], &[])]);
    let expected = ["intake/statement", "intake/more", "review/review", "review/sign", "post/ask"];
    assert_eq!(names(&coverage), expected);
    assert_eq!(row(&coverage, "post/ask"), [(Driven::Approved, 0), (Driven::Refused, 0)]);
    assert_eq!(row(&coverage, "intake/more"), [(Driven::Submitted, 0), (Driven::TimedOut, 0)]);
}

#[test]
fn a_deadline_that_only_the_opening_sets_may_pass() {
    let limited = opened("nav-close", "intake/statement", &[], true);
    let coverage = coverage(&[played("nav-close", vec![limited], &[])]);
    assert_eq!(row(&coverage, "intake/statement"), [(Driven::Submitted, 0), (Driven::TimedOut, 0)]);
}

#[test]
fn a_runbook_that_no_manifest_has_is_covered_by_what_opened() {
    let ask = opened("elsewhere", "ask/ask", EVERY, false);
    let coverage = coverage(&[played("elsewhere", vec![ask], &[("ask/ask", Driven::Rejected)])]);
    assert_eq!(coverage.runbooks[0].slug, "elsewhere");
    assert!(row(&coverage, "ask/ask").contains(&(Driven::Rejected, 1)));
    let gaps = coverage.check().unwrap_err();
    assert_eq!(gaps.gaps[0].answers, [Driven::Approved, Driven::Corrected, Driven::Refused]);
}

#[test]
fn gates_that_only_the_source_knows_are_no_rows_before_they_open() {
    let mut manifest = manifest();
    manifest.runbooks[0].steps[0].gates[0].declared = false;
    let mut ledger = Ledger::default();
    ledger.add(&played("nav-close", Vec::new(), &[]), &manifest);
    assert_eq!(names(&ledger.coverage()), ["review/review", "review/sign"]);
}
