//! A runbook whose first gate is checked as the scenario says, and a second gate without checks.

use ntro_workflow::first_of_all;
use ntro_workflow::prelude::*;
use ntro_workflow::worker::{Judge, JudgeError, JudgeFuture, Question, Registry};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// What is checked, and how.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Plan {
    pub(crate) checks: Vec<Wanted>,
    /// Without it, what the gate shows.
    pub(crate) submitted: Option<Value>,
    pub(crate) baseline: Option<Value>,
}

/// One check.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Wanted {
    pub(crate) id: String,
    /// The name of an evaluator; without one it is a prompt.
    pub(crate) evaluator: Option<String>,
    pub(crate) requires_baseline: bool,
    pub(crate) limit_ms: Option<u64>,
}

impl Wanted {
    pub(crate) fn code(id: &str, evaluator: &str) -> Self {
        Self { id: id.into(), evaluator: Some(evaluator.into()), requires_baseline: false, limit_ms: None }
    }

    pub(crate) fn llm(id: &str) -> Self {
        Self { evaluator: None, ..Self::code(id, "") }
    }

    pub(crate) fn requires_baseline(self) -> Self {
        Self { requires_baseline: true, ..self }
    }

    pub(crate) fn limit_ms(self, limit_ms: u64) -> Self {
        Self { limit_ms: Some(limit_ms), ..self }
    }

    fn check(self) -> QualityCheck {
        let title = format!("About {}", self.id);
        let check = match self.evaluator {
            Some(evaluator) => QualityCheck::code(self.id, title, evaluator),
            None => QualityCheck::llm(self.id, title, "Is {submitted} less than {baseline}?"),
        };
        let check = match self.limit_ms {
            Some(limit) => check.limit(Duration::from_millis(limit)),
            None => check,
        };
        if self.requires_baseline { check.requires_baseline() } else { check }
    }
}

/// What is reviewed.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Rent {
    pub(crate) total: f64,
}

/// Has a rent looked at, with checks beside it, and then filed.
#[derive(Default)]
pub(crate) struct Checked {
    filed: bool,
}

#[ntro_workflow(slug = "checked")]
impl Checked {
    #[run]
    async fn run(ctx: &Ctx<Self>, plan: Plan) -> RunbookResult<f64> {
        let rent = Self::review(ctx, plan).await?;
        Self::file(ctx).await?;
        Ok(rent.total)
    }

    #[signal]
    fn filed(&mut self) {
        self.filed = true;
    }

    #[ui_step(name = "review", title = "Review the rent", timeout = "24h")]
    async fn review(ctx: &Ctx<Self>, plan: Plan) -> RunbookResult<Rent> {
        let gate = ctx
            .wait_for_action(&Rent { total: 90.0 })
            .checks(plan.checks.into_iter().map(Wanted::check))
            .baseline(plan.baseline.as_ref());
        let gate = match &plan.submitted {
            Some(submitted) => gate.submitted(submitted),
            None => gate,
        };
        Ok(gate.timed().await?.or_fail("nobody looked")?.payload)
    }

    #[ui_step(name = "file", title = "File it")]
    async fn file(ctx: &Ctx<Self>) -> RunbookResult<()> {
        let receipt = ctx
            .await_signal_with_action(SubmitFile::new("receipt").signal("filed"))
            .checks([QualityCheck::code("nothing", "Nothing is submitted", "is_empty")]);
        receipt.until(|checked| checked.filed).await
    }
}

/// Has either of two rents taken, whichever is decided on first, each with a check of its own.
#[derive(Default)]
pub(crate) struct Either;

#[ntro_workflow(slug = "either")]
impl Either {
    #[run]
    async fn run(ctx: &Ctx<Self>, before: Rent) -> RunbookResult<f64> {
        Self::choose(ctx, &before).await
    }

    #[ui_step(name = "choose", title = "Choose a rent")]
    async fn choose(ctx: &Ctx<Self>, before: &Rent) -> RunbookResult<f64> {
        let gates = [("low", 90.0), ("high", 110.0)].map(|(name, total)| {
            let check = QualityCheck::code("drop", "Has it fallen?", "rent_drop");
            ctx.wait_for_action(&Rent { total }).named(name).checks([check]).baseline(Some(before))
        });
        let (_, chosen) = first_of_all(gates).await?;
        Ok(chosen.payload.total)
    }
}

/// The judge of the registry, which scenarios do not ask.
struct TheWorld;

impl Judge for TheWorld {
    fn judge(&self, _: Question) -> JudgeFuture<'_> {
        Box::pin(async { Err(JudgeError::new("the world was asked")) })
    }
}

pub(crate) fn registry() -> Registry {
    Registry::new()
        .register::<Checked>()
        .register::<Either>()
        .evaluator("fine", |_: &Value, _: Option<&Value>| CheckOutcome::pass("It is fine."))
        .evaluator("rent_drop", |now: &Rent, before: Option<&Rent>| match before {
            Some(before) if now.total < before.total => {
                CheckOutcome::warn("The rent has fallen.").data("before", before.total)
            }
            Some(_) => CheckOutcome::pass("The rent has not fallen."),
            None => CheckOutcome::skipped("There is no rent to compare with."),
        })
        .evaluator("is_empty", |submitted: &Value, _: Option<&Value>| match submitted {
            Value::Object(fields) if fields.is_empty() => CheckOutcome::pass("It is empty."),
            other => CheckOutcome::fail(other.to_string()),
        })
        .evaluator("panics", |_: &Value, _: Option<&Value>| panic!("the evaluator is broken"))
        .evaluator("hangs", |_: &Value, _: Option<&Value>| {
            loop {
                std::thread::park();
            }
        })
        .evaluator("too_sure", |_: &Value, _: Option<&Value>| CheckOutcome::pass("Yes!").confidence(7.0))
        .judge(TheWorld)
}
