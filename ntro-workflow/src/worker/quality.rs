//! What judges the checks beside gates: the author's functions by name, four that are always there, and a
//! language model.

mod activity;
mod builtin;
mod evaluator;
mod judge;
mod prompt;
mod reply;
mod runner;

use std::sync::Arc;

use serde::de::DeserializeOwned;

use crate::wire::CheckOutcome;
use crate::worker::registry::Registry;

pub use judge::{Judge, JudgeError, JudgeFuture, Question};
pub use runner::QualityRunner;

impl Registry {
    /// Adds an evaluator: a function that judges what is submitted beside a gate, named by
    /// [`QualityCheck::code`](crate::QualityCheck::code). Several checks may name one.
    ///
    /// What does not fit its types is a failed check that names the place, and so is a panic. It runs on a
    /// thread of its own, so that one that never returns holds nobody up. One with the name of a built-in
    /// goes before it; two with one name are a fault of the registry.
    ///
    /// ```
    /// use ntro_workflow::CheckOutcome;
    /// use ntro_workflow::worker::Registry;
    ///
    /// #[derive(serde::Deserialize)]
    /// struct Rent {
    ///     total: f64,
    /// }
    ///
    /// let registry = Registry::new().evaluator("rent_drop", |now: &Rent, before: Option<&Rent>| match before {
    ///     Some(before) if now.total < before.total => CheckOutcome::warn("The rent has fallen."),
    ///     Some(_) => CheckOutcome::pass("The rent has not fallen."),
    ///     None => CheckOutcome::skipped("There is no rent to compare with."),
    /// });
    /// # let _ = registry;
    /// ```
    #[must_use]
    pub fn evaluator<S, B, F>(mut self, name: impl Into<String>, evaluate: F) -> Self
    where
        S: DeserializeOwned,
        B: DeserializeOwned,
        F: Fn(&S, Option<&B>) -> CheckOutcome + Send + Sync + 'static,
    {
        let name = name.into();
        let evaluator = evaluator::typed(&name, evaluate);
        self.evaluators.push(name.clone());
        self.quality.add(name, evaluator);
        self
    }

    /// Sets the language model that judges the checks made by
    /// [`QualityCheck::llm`](crate::QualityCheck::llm).
    ///
    /// ```
    /// use ntro_workflow::worker::{Judge, JudgeError, JudgeFuture, Question, Registry};
    ///
    /// /// Finds everything in order.
    /// struct Lenient;
    ///
    /// impl Judge for Lenient {
    ///     fn judge(&self, _question: Question) -> JudgeFuture<'_> {
    ///         Box::pin(async { Ok(r#"{ "status": "pass", "detail": "Looks fine." }"#.to_owned()) })
    ///     }
    /// }
    ///
    /// let registry = Registry::new().judge(Lenient);
    /// # let _ = registry;
    /// ```
    #[must_use]
    pub fn judge(mut self, judge: impl Judge) -> Self {
        self.quality = self.quality.judged_by(Arc::new(judge));
        self
    }

    /// What runs the checks of its runbooks: its evaluators, the built-in ones, and its judge.
    ///
    /// ```
    /// # use ntro_workflow::worker::Registry;
    /// # async fn example(call: ntro_workflow::QualityCall) {
    /// let outcome = Registry::new().quality_runner().run(call).await;
    /// println!("{:?}: {}", outcome.status, outcome.detail);
    /// # }
    /// ```
    #[must_use]
    pub fn quality_runner(&self) -> QualityRunner {
        self.quality.clone()
    }
}

#[cfg(test)]
mod tests;
