//! Checks beside a gate: what they say, and that nothing depends on it.

use ntro_workflow::prelude::*;
use ntro_workflow::wire::{QualityItem, QualityResults, QualityStatus, UiState};
use ntro_workflow::worker::{Judge, JudgeError, JudgeFuture, Question};
use ntro_workflow::{ActivityRef, QualityCall, RUN_QUALITY_CHECK};
use ntro_workflow_testing::{Close, Failure, Scenario};
use serde_json::{Value, json};

use crate::runbooks::checked::{Checked, Either, Plan, Rent, Wanted, registry};

fn checked(plan: Plan) -> Scenario<Checked> {
    Scenario::of::<Checked>(plan).registry(registry)
}

fn of(checks: impl IntoIterator<Item = Wanted>) -> Plan {
    Plan { checks: checks.into_iter().collect(), ..Plan::default() }
}

/// What the open gate says of its checks.
fn shown(state: &UiState) -> QualityResults {
    state.pending_actions[0].checks.clone().expect("the gate has checks")
}

fn only(state: &UiState) -> QualityItem {
    let items = shown(state).items;
    assert_eq!(items.len(), 1);
    items[0].clone()
}

/// Looks at the checks of the first gate, and plays the rest.
async fn looked(
    scenario: Scenario<Checked>,
    look: impl FnOnce(UiState) + Send + 'static,
) -> Result<(), Failure> {
    let outcome = scenario.look(look).at("review").approve().submit("filed", Value::Null).run().await?;
    assert_eq!(outcome.completed()?, 90.0);
    Ok(())
}

#[tokio::test]
async fn what_checks_found_shows_at_the_gate_in_the_words_of_the_contract() -> Result<(), Failure> {
    let checks = [
        Wanted::code("balanced", "journal_balanced"),
        Wanted::code("fine", "fine"),
        Wanted::code("drop", "rent_drop").requires_baseline(),
    ];
    let submitted = json!({ "total": 90.0, "lines": [{ "debit": 1 }, { "credit": "2.00" }] });
    let plan = Plan { submitted: Some(submitted), baseline: Some(json!({ "total": 100.0 })), ..of(checks) };
    looked(checked(plan), |state| {
        let checks = serde_json::to_value(shown(&state)).expect("it is JSON");
        assert_eq!(
            checks,
            json!({
                "status": "fail", "summary": "1 failed, 1 warning, 1 passing", "skipped_reason": null,
                "items": [
                    { "id": "balanced", "title": "About balanced", "status": "fail",
                      "detail": "The journal does not balance: debits 1, credits 2.00, a difference of -1.00.",
                      "data": { "total_debits": "1", "total_credits": "2.00", "delta": "-1.00", "line_count": 2 },
                      "source": null, "confidence": 1.0, "feedback": null },
                    { "id": "fine", "title": "About fine", "status": "pass", "detail": "It is fine.",
                      "data": {}, "source": null, "confidence": null, "feedback": null },
                    { "id": "drop", "title": "About drop", "status": "warn", "detail": "The rent has fallen.",
                      "data": { "before": 100.0 }, "source": null, "confidence": null, "feedback": null },
                ],
            })
        );
    })
    .await
}

#[tokio::test]
async fn without_a_baseline_what_needs_one_is_skipped_and_an_empty_one_is_none() -> Result<(), Failure> {
    for baseline in [None, Some(json!({})), Some(Value::Null)] {
        let plan = Plan { baseline, ..of([Wanted::code("drop", "rent_drop").requires_baseline()]) };
        looked(checked(plan), |state| {
            let checks = shown(&state);
            assert_eq!((checks.status, checks.summary.as_str()), (QualityStatus::Skipped, "1 skipped"));
            assert_eq!(
                checks.skipped_reason.as_deref(),
                Some("No baseline data available — first run for this entity")
            );
            assert_eq!(checks.items[0].detail, "No prior-period baseline available for this entity.");
        })
        .await?;
    }
    Ok(())
}

#[tokio::test]
async fn two_checks_may_share_an_evaluator_and_one_without_checks_shows_none() -> Result<(), Failure> {
    looked(checked(of([Wanted::code("one", "fine"), Wanted::code("two", "fine")])), |state| {
        assert_eq!(shown(&state).summary, "2 passing");
    })
    .await?;
    looked(checked(of([])), |state| assert_eq!(state.pending_actions[0].checks, None)).await
}

#[tokio::test]
async fn whatever_goes_wrong_with_a_check_is_its_result_with_a_remedy() -> Result<(), Failure> {
    let cases = [
        (
            Wanted::code("a", "missing"),
            "No evaluator `missing` is registered with the worker, which has bank_",
        ),
        (Wanted::code("b", "panics"), "The evaluator `panics` panicked: the evaluator is broken; mend it"),
        (Wanted::code("c", "hangs").limit_ms(50), "The evaluator `hangs` took longer than 0.05 s; mend it"),
        (
            Wanted::code("d", "too_sure"),
            "The evaluator gave the confidence 7; it must give a number from 0 to 1",
        ),
        (Wanted::llm("e"), "No language model is there to judge: add one with `.judge(…)`"),
    ];
    let (checks, expected): (Vec<_>, Vec<_>) = cases.into_iter().unzip();
    looked(checked(of(checks)), move |state| {
        let checks = shown(&state);
        assert_eq!(checks.summary, "5 failed");
        for (item, expected) in checks.items.iter().zip(expected) {
            assert!(item.detail.starts_with(expected), "{}", item.detail);
        }
    })
    .await
}

#[tokio::test]
async fn what_does_not_fit_an_evaluator_is_named_by_its_place() -> Result<(), Failure> {
    let plan = Plan {
        submitted: Some(json!({ "total": "ninety" })),
        baseline: Some(json!({ "total": 1.0 })),
        ..of([Wanted::code("drop", "rent_drop")])
    };
    looked(checked(plan), |state| {
        let detail = only(&state).detail;
        let said = "What `.submitted(…)` was given does not fit the evaluator `rent_drop`, at /total: ";
        assert!(detail.starts_with(said), "{detail}");
    })
    .await
}

#[tokio::test]
async fn what_the_server_would_not_take_is_a_failed_check_and_wedges_nothing() -> Result<(), Failure> {
    let plan = Plan { submitted: Some(json!("x".repeat(600_000))), ..of([Wanted::code("a", "fine")]) };
    looked(checked(plan), |state| {
        let detail = only(&state).detail;
        assert!(detail.starts_with("The check would be called with 600"), "{detail}");
        assert!(detail.contains("at most 524288 are sent; give it less with `.submitted(…)`"), "{detail}");
    })
    .await?;
    let id = "ü".repeat(1_000);
    looked(checked(of([Wanted::code(&id, "fine")])), |state| assert_eq!(shown(&state).summary, "1 passing"))
        .await
}

#[tokio::test]
async fn checks_with_one_id_are_told_apart() -> Result<(), Failure> {
    looked(checked(of([Wanted::code("x", "fine"), Wanted::code("x", "panics")])), |state| {
        let items = shown(&state).items;
        let seen: Vec<_> = items.iter().map(|item| (item.id.as_str(), item.status)).collect();
        assert_eq!(seen, [("x", QualityStatus::Pass), ("x#2", QualityStatus::Fail)]);
    })
    .await
}

#[tokio::test]
async fn checks_are_not_in_the_digest() -> Result<(), Failure> {
    let (told, digests) = std::sync::mpsc::channel();
    for plan in [of([]), of([Wanted::code("b", "panics")])] {
        let told = told.clone();
        looked(checked(plan), move |state| {
            told.send(state.pending_actions[0].digest.clone()).expect("somebody listens");
        })
        .await?;
    }
    assert_eq!(digests.recv(), digests.recv());
    Ok(())
}

#[tokio::test]
async fn a_submission_has_checks_too_of_nothing_by_default() -> Result<(), Failure> {
    let outcome = checked(of([]))
        .at("review")
        .approve()
        .look(|state| assert_eq!(only(&state).detail, "It is empty."))
        .submit("filed", Value::Null)
        .run()
        .await?;
    outcome.completed()?;
    Ok(())
}

#[tokio::test]
async fn each_of_several_gates_has_its_own_checks_and_the_first_answer_ends_them_all() -> Result<(), Failure>
{
    let said = |checks: Option<QualityResults>| checks.map(|checks| checks.items[0].detail.clone());
    let outcome = Scenario::of::<Either>(Rent { total: 100.0 })
        .registry(registry)
        .look(move |state| {
            let shown: Vec<_> = state.pending_actions.into_iter().map(|gate| said(gate.checks)).collect();
            assert_eq!(shown, [Some("The rent has fallen.".into()), Some("The rent has not fallen.".into())]);
        })
        .at("choose")
        .gate("high")
        .approve()
        .run()
        .await?;
    assert_eq!(outcome.completed()?, 110.0);
    Ok(())
}

#[tokio::test]
async fn the_activity_can_be_mocked() -> Result<(), Failure> {
    let scenario = checked(of([Wanted::code("a", "panics")]))
        .activity(RUN_QUALITY_CHECK, |call: QualityCall| {
            Ok(CheckOutcome::warn(format!("{} of {}", call.id, call.submitted)))
        });
    looked(scenario, |state| assert_eq!(only(&state).detail, r#"a of {"total":90.0}"#)).await
}

#[tokio::test]
async fn an_activity_that_answers_nonsense_or_fails_is_a_failed_check() -> Result<(), Failure> {
    const NONSENSE: ActivityRef<Value, Value> = ActivityRef::new(RUN_QUALITY_CHECK.name());
    for (answer, said) in [
        (json!({ "status": "great" }), "The check answered nonsense: "),
        (json!([]), "The check answered nonsense: "),
        (json!({ "status": "running" }), "The evaluator says that it is running"),
    ] {
        let plan = checked(of([Wanted::code("a", "fine")]));
        let scenario = plan.activity(NONSENSE, move |_| Ok(answer.clone()));
        looked(scenario, move |state| {
            let item = only(&state);
            assert_eq!(item.status, QualityStatus::Fail);
            assert!(item.detail.starts_with(said), "{}", item.detail);
        })
        .await?;
    }
    let scenario = checked(of([Wanted::code("a", "fine")]));
    let scenario = scenario.activity(NONSENSE, |_| Err(ActivityError::permanent("Gone", "no such thing")));
    looked(scenario, |state| {
        let detail = only(&state).detail;
        assert!(detail.starts_with("The check could not be run: no such thing; "), "{detail}");
    })
    .await
}

/// Answers with what it was told to, if the prompt holds what it is to hold.
struct Told(&'static str);

impl Judge for Told {
    fn judge(&self, question: Question) -> JudgeFuture<'_> {
        Box::pin(async move {
            let rendered =
                question.prompt.contains("Is {\n  \"total\": 90.0\n} less than {\n  \"total\": 100.0\n}?");
            if rendered { Ok(self.0.to_owned()) } else { Err(JudgeError::new(question.prompt)) }
        })
    }
}

#[tokio::test]
async fn a_judge_is_asked_with_the_data_in_its_prompt() -> Result<(), Failure> {
    let cases = [
        (
            r#"Well: { "status": "WARN", "detail": "It fell.", "confidence": 0.9 }."#,
            QualityStatus::Warn,
            "It fell.",
        ),
        (
            "I would rather not say.",
            QualityStatus::Fail,
            "The judge's answer cannot be used: it holds no JSON object",
        ),
        (
            r#"{ "status": "skipped" }"#,
            QualityStatus::Fail,
            "The judge's answer cannot be used: its `status` is `skipped`",
        ),
    ];
    for (reply, status, detail) in cases {
        let plan = Plan { baseline: Some(json!(Rent { total: 100.0 })), ..of([Wanted::llm("drop")]) };
        looked(checked(plan).judge(Told(reply)), move |state| {
            let item = only(&state);
            assert_eq!(item.status, status, "{}", item.detail);
            assert!(item.detail.starts_with(detail), "{}", item.detail);
        })
        .await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_gate_times_out_as_ever_and_a_run_can_be_cancelled() -> Result<(), Failure> {
    let plan = of([Wanted::code("fine", "fine")]);
    let outcome = checked(plan.clone()).at("review").let_time_out().run().await?;
    outcome.failed("TimedOut")?;
    let outcome = checked(plan).cancel("wrong month").run().await?;
    assert_eq!(outcome.runs[0].close, Some(Close::Cancelled));
    Ok(())
}

#[tokio::test]
async fn checks_that_are_done_are_not_asked_again_by_another_worker() -> Result<(), Failure> {
    let plan = of([Wanted::code("fine", "fine"), Wanted::code("b", "panics")]);
    looked(checked(plan).kill_worker(), |state| assert_eq!(shown(&state).summary, "1 failed, 1 passing"))
        .await
}
