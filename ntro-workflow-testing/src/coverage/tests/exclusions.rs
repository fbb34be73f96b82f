//! Full, or not: what is missing, and exclusions that hold or do not.

use super::*;

const WHY: &str = "it validates nothing";

fn full() -> Vec<(&'static str, Driven)> {
    let review = [Driven::Approved, Driven::Corrected, Driven::Rejected, Driven::TimedOut, Driven::Refused];
    let sign = [Driven::Approved, Driven::Rejected, Driven::TimedOut, Driven::Refused];
    let mut all = vec![("intake/statement", Driven::Submitted)];
    all.extend(review.map(|driven| ("review/review", driven)));
    all.extend(sign.map(|driven| ("review/sign", driven)));
    all
}

fn all_but(gate: &str, left_out: Driven) -> Coverage {
    let left: Vec<_> = full().into_iter().filter(|one| *one != (gate, left_out)).collect();
    driven(&left)
}

#[test]
fn everything_driven_is_full() {
    assert_eq!(driven(&full()).check(), Ok(()));
}

#[test]
fn every_single_answer_left_out_is_a_gap() {
    for (gate, left_out) in full() {
        let gaps = all_but(gate, left_out).check().unwrap_err();
        assert_eq!(gaps.gaps.len(), 1, "{gate} {left_out}");
        assert!(gaps.to_string().contains(&format!("- {gate}: {left_out}\n")), "{gaps}");
    }
}

#[test]
fn an_excluded_answer_is_no_gap() {
    let coverage = all_but("review/sign", Driven::Refused);
    assert_eq!(coverage.except("review", "sign", Driven::Refused, WHY).check(), Ok(()));
}

#[test]
fn excluding_one_answer_hides_no_other() {
    let coverage = all_but("review/sign", Driven::Refused);
    let gaps = coverage.except("review", "sign", Driven::TimedOut, WHY).check().unwrap_err();
    assert_eq!(gaps.gaps[0].answers, [Driven::Refused]);
    assert_eq!(gaps.faults.len(), 1); // it was driven, too
}

#[track_caller]
fn fault(coverage: Coverage) -> String {
    let gaps = coverage.check().unwrap_err();
    assert!(gaps.gaps.is_empty(), "{gaps}");
    assert!(gaps.to_string().contains(&gaps.faults[0]));
    let [fault] = &gaps.faults[..] else { panic!("one fault: {gaps}") };
    fault.clone()
}

#[test]
fn an_exclusion_of_what_was_driven_is_a_fault() {
    let said = fault(driven(&full()).except("review", "sign", Driven::Refused, WHY));
    assert!(said.contains("`refused` at `review/sign`") && said.contains(WHY), "{said}");
}

#[test]
fn an_exclusion_that_names_no_gate_offers_the_nearest() {
    let misspelt = fault(driven(&full()).except("reviw", "sing", Driven::Refused, WHY));
    assert!(misspelt.ends_with("is no gate of `nav-close`; did you mean `review/sign`?"), "{misspelt}");
    let strange = fault(driven(&full()).except("xx", "yy", Driven::Refused, WHY));
    assert!(strange.ends_with("; there is intake/statement, review/review, review/sign"), "{strange}");
}

#[test]
fn an_exclusion_of_what_cannot_be_is_a_fault() {
    let said = fault(driven(&full()).except("review", "sign", Driven::Corrected, WHY));
    assert!(said.contains("cannot get `corrected` anyway, only: approved, rejected, timed out"), "{said}");
}

#[test]
fn an_exclusion_without_a_reason_excludes_nothing() {
    let coverage = all_but("review/sign", Driven::Refused).except("review", "sign", Driven::Refused, "  ");
    let gaps = coverage.check().unwrap_err();
    assert_eq!(gaps.gaps[0].answers, [Driven::Refused]);
    assert!(gaps.faults[0].contains("has no reason"), "{gaps}");
}

#[test]
fn an_exclusion_that_stands_twice_is_a_fault() {
    let once = all_but("review/sign", Driven::Refused).except("review", "sign", Driven::Refused, WHY);
    let said = fault(once.except("review", "sign", Driven::Refused, "another reason"));
    assert!(said.contains("excluded twice"), "{said}");
}

#[test]
fn an_exclusion_that_may_mean_two_runbooks_is_a_fault() {
    let other = opened("other", "review/sign", &[Action::Approved], false);
    let driven = [("review/sign", Driven::Approved), ("review/sign", Driven::Refused)];
    let coverage = coverage(&[played("nav-close", vec![], &full()), played("other", vec![other], &driven)]);
    assert_eq!(coverage.check(), Ok(()));
    let said = fault(coverage.except("review", "sign", Driven::Refused, WHY));
    assert!(said.contains("several runbooks"), "{said}");
}

#[test]
fn a_runbook_that_never_ran_is_not_full_though_it_declares_nothing() {
    let mut never = driven(&[]);
    never.runbooks[0].runs = 0;
    never.runbooks[0].gates.clear();
    let gaps = never.check().unwrap_err();
    assert!(gaps.to_string().contains("no scenario ran `nav-close`"), "{gaps}");
}

#[test]
#[should_panic(expected = "- review/sign: rejected")]
fn assert_full_lists_what_is_missing() {
    all_but("review/sign", Driven::Rejected).assert_full();
}

#[test]
fn a_merge_counts_together_and_finds_exclusions_that_the_other_drove() {
    let part = |kept: fn(&str) -> bool| {
        let left: Vec<_> = full().into_iter().filter(|(gate, _)| kept(gate)).collect();
        driven(&left)
    };
    let (one, other) = (part(|gate| gate == "review/sign"), part(|gate| gate != "review/sign"));
    assert_eq!(one.clone().merge(other.clone()).check(), Ok(()));
    let both = one.except("review", "review", Driven::Refused, WHY).merge(other);
    assert!(fault(both).contains("`refused` at `review/review`"));
}

#[test]
fn a_merge_keeps_faults_once() {
    let wrong = || driven(&full()).except("reviw", "sign", Driven::Refused, WHY);
    assert!(fault(wrong().merge(wrong())).contains("reviw/sign"));
}
