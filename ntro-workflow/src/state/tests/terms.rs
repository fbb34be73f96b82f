//! What a gate opens with: what its opening says, what its step declares, what every gate has.

use std::time::Duration;

use serde_json::{Value, json};

use crate::state::{
    GateDefinition, GateError, GateKind, GateSubject, GateTerms, SettledTerms, StepDefinition,
};
use crate::wire::hint::{ApprovalForm, DataTable};
use crate::wire::{Action, DisplayHint, PayloadType, PendingKind};

const A_DAY: Duration = Duration::from_secs(24 * 60 * 60);

const STEP: StepDefinition = StepDefinition::new("review_lines", "Review lines")
    .timeout_seconds(A_DAY.as_secs())
    .component("SUMMARY")
    .gates(
        const {
            &[
                GateDefinition::review::<Vec<f64>>("lines", "Lines")
                    .component("DATA_TABLE")
                    .answers(&[Action::Approved, Action::Corrected]),
                GateDefinition::review::<f64>("total", "f64"),
                GateDefinition::submission("upload").component("MULTI_FILE_UPLOAD"),
            ]
        },
    );

const PLAIN: StepDefinition = StepDefinition::new("plain", "Plain");

fn review<T: crate::wire::Payload>() -> GateTerms {
    GateTerms::of(GateSubject::Review(PayloadType::of::<T>(std::any::type_name::<T>())))
}

fn submission() -> GateTerms {
    GateTerms::of(GateSubject::Submission(PendingKind::SubmitFile))
}

fn refused(terms: GateTerms, gate: &str) -> String {
    terms.settle(&STEP, gate).unwrap_err().to_string()
}

fn bare(component: &str) -> Value {
    json!({ "component": component, "config": {} })
}

fn shown(hint: &DisplayHint) -> Value {
    serde_json::to_value(hint).unwrap()
}

#[test]
fn a_gate_that_says_nothing_is_what_is_declared() {
    let SettledTerms { kind, hint, limit, .. } = review::<Vec<f64>>().settle(&STEP, "lines").unwrap();
    assert_eq!(kind, GateKind::Review(vec![Action::Approved, Action::Corrected]));
    assert_eq!((shown(&hint), limit), (bare("DATA_TABLE"), Some(A_DAY)));

    let SettledTerms { kind, hint, limit, .. } = submission().settle(&STEP, "upload").unwrap();
    assert_eq!(kind, GateKind::Predicate(PendingKind::SubmitFile));
    assert_eq!((shown(&hint), limit), (bare("MULTI_FILE_UPLOAD"), Some(A_DAY)));
}

#[test]
fn a_declared_gate_without_a_component_has_that_of_its_step() {
    let settled = review::<f64>().settle(&STEP, "total").unwrap();
    assert_eq!(shown(&settled.hint), bare("SUMMARY"));
    let form = GateTerms { hint: Some(ApprovalForm::default().into()), ..review::<f64>() };
    assert!(refused(form, "total").contains("declared to be shown by `SUMMARY`"));
}

#[test]
fn what_a_declared_gate_says_within_its_declaration_is_what_it_opens_with() {
    let table = DisplayHint::from(DataTable::new("Lines"));
    let terms = GateTerms {
        answers: Some(vec![Action::Approved]),
        hint: Some(table.clone()),
        limit: Some(Duration::from_secs(1)),
        ..review::<Vec<f64>>()
    };
    let kind = GateKind::Review(vec![Action::Approved]);
    let settled = SettledTerms { kind, hint: table, limit: Some(Duration::from_secs(1)), edits: None };
    assert_eq!(terms.settle(&STEP, "lines"), Ok(settled));
}

#[test]
fn a_review_of_another_type_than_declared_is_refused_with_both() {
    let refused = refused(review::<String>(), "lines");
    assert!(refused.starts_with("the gate `lines` of the step `review_lines` "), "{refused}");
    assert!(
        refused.contains("declared to show `Lines`, but opened with `alloc::string::String`"),
        "{refused}"
    );
    assert!(refused.contains("change the `payload` of its `gate(…)`"), "{refused}");
}

#[test]
fn a_submission_and_a_review_are_not_taken_for_each_other() {
    let no_review = refused(submission(), "lines");
    assert!(no_review.contains("declared as a review of `Lines`, but opened as a submission"), "{no_review}");
    assert!(no_review.contains("`wait_for_action`"), "{no_review}");
    let no_submission = refused(review::<f64>(), "upload");
    assert!(no_submission.contains("declared as a submission, but opened as a review"), "{no_submission}");
    assert!(no_submission.contains("`await_signal_with_action`"), "{no_submission}");
}

#[test]
fn an_answer_that_is_not_declared_is_refused_by_name() {
    let answers = Some(vec![Action::Approved, Action::Rejected]);
    let refused = refused(GateTerms { answers, ..review::<Vec<f64>>() }, "lines");
    assert!(
        refused.contains("declared to take approved, corrected, but opened to take rejected"),
        "{refused}"
    );
}

#[test]
fn another_component_than_declared_is_refused_with_both() {
    let hint = Some(ApprovalForm::new("Lines").into());
    let error = GateTerms { hint, ..review::<Vec<f64>>() }.settle(&STEP, "lines").unwrap_err();
    let (gate, opened) = ("lines".to_owned(), "APPROVAL_FORM".to_owned());
    let expected = GateError::Component { step: "review_lines", gate, declared: "DATA_TABLE", opened };
    assert_eq!(error, expected);
}

#[test]
fn a_gate_that_is_not_declared_has_the_component_and_the_timeout_of_its_step() {
    let settled = review::<String>().settle(&STEP, "second_look").unwrap();
    assert_eq!(settled.kind, GateKind::Review(Action::EVERY.to_vec()));
    assert_eq!((shown(&settled.hint), settled.limit), (bare("SUMMARY"), Some(A_DAY)));
    let form = DisplayHint::from(ApprovalForm::new("Once more"));
    let terms = GateTerms { hint: Some(form.clone()), ..review::<String>() };
    assert_eq!(terms.settle(&STEP, "second_look").unwrap().hint, form);
}

#[test]
fn where_nothing_is_declared_a_gate_is_as_every_gate() {
    let settled = review::<String>().settle(&PLAIN, "review").unwrap();
    assert_eq!((shown(&settled.hint), settled.limit), (bare("APPROVAL_FORM"), None));
    let settled = submission().settle(&PLAIN, "submit").unwrap();
    assert_eq!((shown(&settled.hint), settled.limit), (bare("FILE_UPLOAD"), None));
}

#[test]
fn a_gate_that_counts_on_a_timeout_needs_one() {
    let timed = GateTerms { timed: true, ..review::<f64>() };
    assert_eq!(timed.clone().settle(&STEP, "total").unwrap().limit, Some(A_DAY));
    let error = timed.settle(&PLAIN, "total").unwrap_err();
    assert_eq!(error, GateError::NoTimeout { step: "plain", gate: "total".into() });
    assert!(error.to_string().contains("add one to its `#[ui_step(…)]`"), "{error}");
}

#[test]
fn a_review_that_takes_no_answer_is_not_opened() {
    for (step, gate) in [(&STEP, "total"), (&PLAIN, "review")] {
        let terms = GateTerms { answers: Some(Vec::new()), ..review::<f64>() };
        let error = terms.settle(step, gate).unwrap_err();
        assert_eq!(error, GateError::NoAnswer { step: step.name, gate: gate.into() });
        assert!(error.to_string().contains("at least one of approved, corrected and rejected"), "{error}");
    }
}
