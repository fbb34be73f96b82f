//! Quality checks beside a gate: what the author says of them, and the future that runs them while the gate
//! waits. Nothing that goes wrong with a check leaves this file other than as a result of that check.

use std::cell::Cell;
use std::time::Duration;

use futures_util::FutureExt as _;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use temporalio_workflow::WorkflowCancellationToken;

use crate::runbook::activity_definition::ActivityRef;
use crate::runbook::context::{CancelOnDrop, Ctx};
use crate::runbook::definition::NtroWorkflow;
use crate::runbook::error::RunbookError;
use crate::runbook::payload;
use crate::state::OpeningKey;
use crate::wire::CheckOutcome;

/// The activity that runs one check. Every worker with runbooks has it.
///
/// ```
/// assert_eq!(ntro_workflow::RUN_QUALITY_CHECK.name(), "ntro.run_quality_check");
/// ```
pub const RUN_QUALITY_CHECK: ActivityRef<QualityCall, CheckOutcome> =
    ActivityRef::new("ntro.run_quality_check");

/// The longest that an evaluation may take, whatever its author says.
const LONGEST: Duration = Duration::from_hours(24);

/// How long an evaluation may take; with [`MARGIN`], the two minutes of the contract.
const LIMIT: Duration = Duration::from_secs(110);

/// What an attempt gets besides: the worker ends an evaluation itself, and the server one whose worker is
/// lost.
const MARGIN: Duration = Duration::from_secs(10);

/// How often a check is tried whose worker is lost. What goes wrong with an evaluator is a result.
const ATTEMPTS: u32 = 2;

/// How many checks of a gate run at once.
const LANES: usize = 4;

/// How many bytes one check may be called with. A server takes no command of more than 2 MiB and no answer of
/// more than 4 MiB, and one that it does not take fails the workflow task for ever.
const MOST_BYTES: usize = 512 * 1024;

/// How many characters of a title Temporal's own Web UI shows; the server takes 400 bytes.
const SUMMARY: usize = 80;

/// One check beside a gate.
///
/// ```
/// use ntro_workflow::QualityCheck;
///
/// let checks = [
///     QualityCheck::code("journal_balanced", "Journal balances", "journal_balanced").source("the proposal"),
///     QualityCheck::llm("rent_drop", "Has the rent fallen?", "Compare {submitted} with {baseline}.")
///         .requires_baseline()
///         .limit(std::time::Duration::from_secs(30)),
/// ];
/// # let _ = checks;
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use = "a check runs beside a gate: `.checks([…])`"]
pub struct QualityCheck {
    id: String,
    title: String,
    source: Option<String>,
    evaluator: QualityEvaluator,
    requires_baseline: bool,
    limit: Duration,
}

/// What judges.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum QualityEvaluator {
    /// A function of the worker's registry, by its name.
    Code {
        /// The name.
        name: String,
    },
    /// The judge of the worker's registry, by this prompt.
    Llm {
        /// The prompt, with `{submitted}` and `{baseline}` where they are to stand.
        prompt: String,
    },
}

/// What the activity of one check is called with.
///
/// ```
/// use ntro_workflow::QualityCall;
///
/// let call: QualityCall = serde_json::from_value(serde_json::json!({
///     "id": "balanced", "title": "Journal balances", "evaluator": { "kind": "code", "name": "journal_balanced" },
///     "submitted": { "lines": [] }, "limit_ms": 110_000,
/// }))?;
/// assert_eq!((call.id.as_str(), call.baseline), ("balanced", None));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct QualityCall {
    /// The author's id of the check.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What judges.
    pub evaluator: QualityEvaluator,
    /// What is judged.
    pub submitted: Value,
    /// What it is compared with, if there is anything.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub baseline: Option<Value>,
    /// How long the evaluation may take.
    pub limit_ms: u64,
}

impl QualityCheck {
    /// A check by a function that is registered with the worker under the name `evaluator`. Several checks
    /// may share one.
    pub fn code(id: impl Into<String>, title: impl Into<String>, evaluator: impl Into<String>) -> Self {
        Self::new(id.into(), title.into(), QualityEvaluator::Code { name: evaluator.into() })
    }

    /// A check by the language model that is registered with the worker. In the prompt, `{submitted}` and
    /// `{baseline}` stand for what is judged and what it is compared with, as JSON; what the prompt does
    /// not place comes after it.
    pub fn llm(id: impl Into<String>, title: impl Into<String>, prompt: impl Into<String>) -> Self {
        Self::new(id.into(), title.into(), QualityEvaluator::Llm { prompt: prompt.into() })
    }

    fn new(id: String, title: String, evaluator: QualityEvaluator) -> Self {
        Self { id, title, source: None, evaluator, requires_baseline: false, limit: LIMIT }
    }

    /// Skipped where there is nothing to compare with.
    pub fn requires_baseline(self) -> Self {
        Self { requires_baseline: true, ..self }
    }

    /// Where what is checked comes from, for the person.
    pub fn source(self, source: impl Into<String>) -> Self {
        Self { source: Some(source.into()), ..self }
    }

    /// How long the evaluation may take, up to a day; 110 seconds by default. One that takes longer is a
    /// failed check.
    pub fn limit(self, limit: Duration) -> Self {
        Self { limit: limit.min(LONGEST), ..self }
    }
}

/// The checks of a gate, before it opens.
#[derive(Clone, Debug, Default)]
pub(crate) struct QualityPlan {
    pub(crate) checks: Vec<QualityCheck>,
    /// Of a review, by default what is shown.
    pub(crate) submitted: Option<Result<Value, String>>,
    pub(crate) baseline: Option<Result<Value, String>>,
}

impl QualityPlan {
    pub(crate) fn submitted(&mut self, submitted: &impl Serialize) {
        self.submitted = Some(payload::to_json(submitted));
    }

    pub(crate) fn baseline<B: Serialize>(&mut self, baseline: Option<&B>) {
        self.baseline = baseline.map(payload::to_json);
    }

    /// Says at the gate that the checks run, if there are any.
    pub(crate) fn seeded<W: NtroWorkflow>(self, ctx: &Ctx<W>, key: OpeningKey, shown: Value) -> Seeded {
        let Self { checks, submitted, baseline } = self;
        if checks.is_empty() {
            return Seeded { key, checks, material: Err(String::new()) };
        }
        let titled = |check: &QualityCheck| (check.id.clone(), check.title.clone(), check.source.clone());
        let titles: Vec<_> = checks.iter().map(titled).collect();
        ctx.change(|state| state.seed_checks(key, titles));
        let material = submitted.unwrap_or(Ok(shown)).map_err(|message| misfit("submitted", &message));
        let baseline = baseline.transpose().map_err(|message| misfit("baseline", &message));
        let material =
            material.and_then(|submitted| Ok((submitted, baseline?.filter(|value| !is_empty(value)))));
        Seeded { key, checks, material }
    }
}

fn misfit(what: &str, message: &str) -> String {
    format!("What `.{what}(…)` was given cannot be checked: {message}; give it a type that serializes.")
}

/// An empty baseline is none: a history that knows a period and none of its fields compares with nothing.
fn is_empty(baseline: &Value) -> bool {
    match baseline {
        Value::Null => true,
        Value::Object(fields) => fields.is_empty(),
        Value::Array(values) => values.is_empty(),
        _ => false,
    }
}

/// Checks that show at their gate.
pub(crate) struct Seeded {
    key: OpeningKey,
    checks: Vec<QualityCheck>,
    /// What is judged and what it is compared with; or why nothing can be.
    material: Result<(Value, Option<Value>), String>,
}

impl Seeded {
    /// Waits for gates, and runs their checks meanwhile. They end with the wait, whatever ends that.
    pub(crate) async fn beside<W: NtroWorkflow, T>(
        of_gates: &[&Self],
        ctx: &Ctx<W>,
        wait: impl Future<Output = T>,
    ) -> T {
        if of_gates.iter().all(|seeded| seeded.checks.is_empty()) {
            return wait.await;
        }
        let token = ctx.token().child_token();
        let checks = temporalio_workflow::join_all(of_gates.iter().map(|seeded| seeded.run(ctx, &token)));
        let mut checks = std::pin::pin!(checks.fuse());
        let mut wait = std::pin::pin!(wait.fuse());
        // Dropped before the checks are: what runs on the server is told that nobody waits for it.
        let _cancel = CancelOnDrop(token.clone());
        loop {
            temporalio_workflow::select! {
                waited = wait => return waited,
                _ = checks => {}
            }
        }
    }

    /// Runs all of them, a few at once. Each lane takes the next one that nobody has taken, so that the
    /// order in which they start is that of the author.
    async fn run<W: NtroWorkflow>(&self, ctx: &Ctx<W>, token: &WorkflowCancellationToken) {
        let next = Cell::new(0);
        let lane = || async {
            while let Some((place, check)) = self.checks.get(next.get()).map(|check| (next.get(), check)) {
                next.set(place + 1);
                self.settle(ctx, token, place, check).await;
            }
        };
        temporalio_workflow::join_all((0..LANES.min(self.checks.len())).map(|_| lane())).await;
    }

    async fn settle<W: NtroWorkflow>(
        &self,
        ctx: &Ctx<W>,
        token: &WorkflowCancellationToken,
        place: usize,
        check: &QualityCheck,
    ) {
        let outcome = match &self.material {
            Err(unfit) => CheckOutcome::fail(unfit),
            Ok((_, None)) if check.requires_baseline => {
                return ctx.change(|state| state.skip_check(self.key, place));
            }
            Ok((submitted, baseline)) => {
                match evaluated(ctx, token, check, submitted, baseline.as_ref()).await {
                    Some(outcome) => outcome,
                    None => return,
                }
            }
        };
        ctx.change(|state| state.settle_check(self.key, place, outcome));
    }
}

/// What came of a check; `None` if it was cancelled, with its gate or with the run.
async fn evaluated<W: NtroWorkflow>(
    ctx: &Ctx<W>,
    token: &WorkflowCancellationToken,
    check: &QualityCheck,
    submitted: &Value,
    baseline: Option<&Value>,
) -> Option<CheckOutcome> {
    let call = QualityCall {
        id: check.id.clone(),
        title: check.title.clone(),
        evaluator: check.evaluator.clone(),
        submitted: submitted.clone(),
        baseline: baseline.cloned(),
        limit_ms: u64::try_from(check.limit.as_millis()).unwrap_or(u64::MAX),
    };
    let bytes = serde_json::to_string(&call).map_or(0, |text| text.len());
    if bytes > MOST_BYTES {
        return Some(CheckOutcome::fail(format!(
            "The check would be called with {bytes} bytes, and at most {MOST_BYTES} are sent; give it less with `.submitted(…)` and `.baseline(…)`."
        )));
    }
    let attempt = check.limit.saturating_add(MARGIN);
    let title: String = check.title.chars().take(SUMMARY).collect();
    let outcome = ctx
        .activity(RUN_QUALITY_CHECK, call)
        .start_to_close(attempt)
        .schedule_to_close(attempt.saturating_mul(ATTEMPTS + 1))
        .max_attempts(ATTEMPTS)
        .summary(format!("Check: {title}"))
        .abandoned_with(token.clone())
        .await;
    match outcome {
        Ok(outcome) => Some(outcome),
        Err(_) if token.is_cancelled() => None,
        Err(error) => Some(CheckOutcome::fail(not_run(&error))),
    }
}

fn not_run(error: &RunbookError) -> String {
    if error.kind() == Some("InvalidPayload") {
        return format!("The check answered nonsense: {error}; its worker runs another version, or a mock.");
    }
    format!(
        "The check could not be run: {error}; see that a worker of the task queue is up, with a version of ntro-workflow that has `{}`.",
        RUN_QUALITY_CHECK.name()
    )
}
