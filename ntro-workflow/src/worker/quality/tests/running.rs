//! One check, with whatever evaluator and judge there is.

use serde_json::{Value, json};

use crate::runbook::quality::{QualityCall, QualityEvaluator};
use crate::wire::{CheckOutcome, QualityStatus};
use crate::worker::{Judge, JudgeError, JudgeFuture, Question, Registry};

fn call(evaluator: QualityEvaluator) -> QualityCall {
    QualityCall {
        id: "c".into(),
        title: "C".into(),
        evaluator,
        submitted: json!({ "total": 90 }),
        baseline: None,
        limit_ms: 60_000,
    }
}

fn code(name: &str) -> QualityCall {
    call(QualityEvaluator::Code { name: name.into() })
}

fn llm() -> QualityCall {
    call(QualityEvaluator::Llm { prompt: "Is {submitted} fine?".into() })
}

async fn detail(registry: Registry, call: QualityCall) -> String {
    let outcome = registry.quality_runner().run(call).await;
    assert_eq!(outcome.status, QualityStatus::Fail, "{}", outcome.detail);
    outcome.detail
}

/// Does what the test says.
enum Stub {
    Says(&'static str),
    Errs,
    Panics,
    Hangs,
}

impl Judge for Stub {
    fn judge(&self, _: Question) -> JudgeFuture<'_> {
        Box::pin(async {
            match self {
                Self::Says(text) => Ok((*text).to_owned()),
                Self::Errs => Err(JudgeError::new("the model is overloaded; try again later")),
                Self::Panics => panic!("no model"),
                Self::Hangs => std::future::pending().await,
            }
        })
    }
}

#[tokio::test]
async fn an_evaluator_that_is_not_there_is_named_with_those_that_are() {
    let registry = Registry::new().evaluator("mine", |_: &Value, _: Option<&Value>| CheckOutcome::pass(""));
    assert_eq!(
        detail(registry, code("journal_balance")).await,
        "No evaluator `journal_balance` is registered with the worker, which has bank_reconciles, \
         bank_vs_rentroll_reconciles, closing_tb_balanced, journal_balanced, mine; add it with \
         `.evaluator(\"journal_balance\", …)` to its registry, or name one of those."
    );
}

#[tokio::test]
async fn an_authors_evaluator_goes_before_the_built_in_one() {
    let lenient = |_: &Value, _: Option<&Value>| CheckOutcome::pass("As you like it.");
    let registry = Registry::new().evaluator("journal_balanced", lenient);
    assert_eq!(registry.quality_runner().run(code("journal_balanced")).await.detail, "As you like it.");
}

#[test]
fn an_evaluator_that_is_there_twice_is_a_fault() {
    let fine = |_: &Value, _: Option<&Value>| CheckOutcome::pass("");
    let error = Registry::new().evaluator("mine", fine).evaluator("mine", fine).check().unwrap_err();
    assert!(
        error
            .faults
            .contains(&"the evaluator `mine` is registered 2 times; give each its own name".to_owned())
    );
}

#[tokio::test]
async fn what_does_not_fit_is_named_by_method_and_place() {
    #[derive(serde::Deserialize)]
    struct Lines {
        #[serde(rename = "lines")]
        _lines: Vec<u32>,
    }
    let registry =
        || Registry::new().evaluator("typed", |_: &Lines, _: Option<&Lines>| CheckOutcome::pass(""));
    let misfit = QualityCall { submitted: json!({ "lines": [1, "two"] }), ..code("typed") };
    let said = detail(registry(), misfit).await;
    assert!(
        said.starts_with("What `.submitted(…)` was given does not fit the evaluator `typed`, at /lines/1: "),
        "{said}"
    );
    let misfit = QualityCall {
        submitted: json!({ "lines": [] }),
        baseline: Some(json!({ "lines": 3 })),
        ..code("typed")
    };
    let said = detail(registry(), misfit).await;
    assert!(
        said.starts_with("What `.baseline(…)` was given does not fit the evaluator `typed`, at /lines: "),
        "{said}"
    );
}

#[tokio::test]
async fn one_that_never_returns_holds_nobody_up() {
    let hangs = |_: &Value, _: Option<&Value>| loop {
        std::thread::park();
    };
    let registry = Registry::new().evaluator("hangs", hangs);
    let call = QualityCall { limit_ms: 5, ..code("hangs") };
    assert!(
        detail(registry, call).await.starts_with("The evaluator `hangs` took longer than 0.005 s; mend it")
    );
}

#[tokio::test]
async fn a_judge_that_errs_panics_or_hangs_is_a_failed_check() {
    let cases = [
        (Stub::Errs, "The judge gave no answer: the model is overloaded; try again later"),
        (Stub::Panics, "The judge panicked: no model; mend it."),
        (Stub::Hangs, "The judge took longer than 0.005 s; see whether it is up"),
        (Stub::Says("Fine!"), "The judge's answer cannot be used: "),
    ];
    for (judge, said) in cases {
        let limit_ms = if matches!(judge, Stub::Hangs) { 5 } else { 60_000 };
        let detail = detail(Registry::new().judge(judge), QualityCall { limit_ms, ..llm() }).await;
        assert!(detail.starts_with(said), "{detail}");
    }
    assert!(detail(Registry::new(), llm()).await.starts_with("No language model is there to judge"));
}

#[tokio::test]
async fn what_a_judge_says_is_the_outcome() {
    let registry = Registry::new().judge(Stub::Says(r#"{ "status": "pass", "detail": "Yes." }"#));
    assert_eq!(registry.quality_runner().run(llm()).await, CheckOutcome::pass("Yes."));
}
