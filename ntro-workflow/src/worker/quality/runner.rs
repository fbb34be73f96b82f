//! Runs one check. Whatever goes wrong with it is its result.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::oneshot;

use crate::runbook::quality::{QualityCall, QualityEvaluator};
use crate::runbook::unwind;
use crate::wire::CheckOutcome;
use crate::worker::quality::evaluator::Evaluator;
use crate::worker::quality::judge::{Judge, Question};
use crate::worker::quality::{builtin, prompt, reply};

/// Runs checks: what a worker does for [`RUN_QUALITY_CHECK`](crate::RUN_QUALITY_CHECK).
///
/// ```
/// use ntro_workflow::QualityCall;
/// use ntro_workflow::wire::QualityStatus;
/// use ntro_workflow::worker::Registry;
/// use serde_json::json;
///
/// # async fn example() -> Result<(), serde_json::Error> {
/// let call: QualityCall = serde_json::from_value(json!({
///     "id": "balanced", "title": "Journal balances", "evaluator": { "kind": "code", "name": "journal_balanced" },
///     "submitted": { "lines": [{ "debit": "125.00" }, { "credit": "125.00" }] }, "limit_ms": 1_000,
/// }))?;
/// assert_eq!(Registry::new().quality_runner().run(call).await.status, QualityStatus::Pass);
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct QualityRunner {
    evaluators: BTreeMap<String, Evaluator>,
    judge: Option<Arc<dyn Judge>>,
}

/// The built-in evaluators, and no judge.
impl Default for QualityRunner {
    fn default() -> Self {
        Self { evaluators: builtin::all(), judge: None }
    }
}

impl QualityRunner {
    pub(super) fn add(&mut self, name: String, evaluator: Evaluator) {
        self.evaluators.insert(name, evaluator);
    }

    /// With this judge instead of its own.
    #[must_use]
    pub fn judged_by(self, judge: Arc<dyn Judge>) -> Self {
        Self { judge: Some(judge), ..self }
    }

    /// Without a judge: its checks fail, and say so.
    pub(crate) fn unjudged(self) -> Self {
        Self { judge: None, ..self }
    }

    /// Runs one check. What is not registered, panics, takes too long or answers nonsense is a failed check
    /// that says so.
    pub async fn run(&self, call: QualityCall) -> CheckOutcome {
        let outcome = match call.evaluator.clone() {
            QualityEvaluator::Code { name } => self.evaluated(&name, call).await,
            QualityEvaluator::Llm { prompt } => self.judged(&prompt, call).await,
        };
        outcome.unwrap_or_else(CheckOutcome::fail).tidied()
    }

    async fn evaluated(&self, name: &str, call: QualityCall) -> Result<CheckOutcome, String> {
        let evaluator = self.evaluators.get(name).cloned().ok_or_else(|| {
            let known: Vec<_> = self.evaluators.keys().map(String::as_str).collect();
            let known = known.join(", ");
            format!(
                "No evaluator `{name}` is registered with the worker, which has {known}; add it with `.evaluator(\"{name}\", …)` to its registry, or name one of those."
            )
        })?;
        let limit = Duration::from_millis(call.limit_ms);
        let ended = on_a_thread(move || evaluator(&call.submitted, call.baseline.as_ref()));
        match tokio::time::timeout(limit, ended).await {
            Ok(Ok(outcome)) => Ok(outcome),
            Ok(Err(panic)) => {
                Err(format!("The evaluator `{name}` panicked: {panic}; mend it, or what it is given."))
            }
            Err(_) => Err(format!(
                "The evaluator `{name}` took longer than {}; mend it, or give the check a longer `.limit(…)`.",
                spelled(limit)
            )),
        }
    }

    async fn judged(&self, prompt: &str, call: QualityCall) -> Result<CheckOutcome, String> {
        let judge = self.judge.as_ref().ok_or(
            "No language model is there to judge: add one with `.judge(…)` to the registry of the worker; tests and rehearsals ask only the one that they are given.",
        )?;
        let limit = Duration::from_millis(call.limit_ms);
        let question = Question {
            prompt: prompt::rendered(&call.title, prompt, &call.submitted, call.baseline.as_ref()),
            check_id: call.id,
            title: call.title,
            submitted: call.submitted,
            baseline: call.baseline,
        };
        let asked = unwind::catch_async(async { judge.judge(question).await });
        match tokio::time::timeout(limit, asked).await {
            Ok(Ok(Ok(text))) => Ok(reply::read(&text)),
            Ok(Ok(Err(error))) => Err(format!("The judge gave no answer: {error}")),
            Ok(Err(panic)) => Err(format!("The judge panicked: {panic}; mend it.")),
            Err(_) => Err(format!(
                "The judge took longer than {}; see whether it is up, or give the check a longer `.limit(…)`.",
                spelled(limit)
            )),
        }
    }
}

/// Runs the author's code where it holds nobody up, though it never returns. A worker may have one thread
/// only; and a thread of the runtime would be waited for when that ends.
async fn on_a_thread(work: impl FnOnce() -> CheckOutcome + Send + 'static) -> Result<CheckOutcome, String> {
    let (done, outcome) = oneshot::channel();
    let thread = std::thread::Builder::new().name("ntro-check".into()).spawn(move || {
        // Nobody listens any more where it took too long.
        let _ = done.send(unwind::catch(work));
    });
    thread.map_err(|error| format!("there is no thread for it: {error}"))?;
    outcome.await.unwrap_or_else(|_| Err("its thread ended without a word".to_owned()))
}

fn spelled(limit: Duration) -> String {
    format!("{} s", limit.as_secs_f64())
}
