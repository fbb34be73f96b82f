//! An author's typed function, as a function of JSON.

use std::sync::Arc;

use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::wire::{CheckOutcome, decode};

/// Judges what is submitted, and what it is compared with.
pub(super) type Evaluator = Arc<dyn Fn(&Value, Option<&Value>) -> CheckOutcome + Send + Sync>;

pub(super) fn typed<S, B, F>(name: &str, evaluate: F) -> Evaluator
where
    S: DeserializeOwned,
    B: DeserializeOwned,
    F: Fn(&S, Option<&B>) -> CheckOutcome + Send + Sync + 'static,
{
    let name = name.to_owned();
    Arc::new(move |submitted, baseline| {
        let judged = fitted::<S>(&name, "submitted", submitted).and_then(|submitted| {
            let baseline = baseline.map(|baseline| fitted::<B>(&name, "baseline", baseline)).transpose()?;
            Ok(evaluate(&submitted, baseline.as_ref()))
        });
        judged.unwrap_or_else(CheckOutcome::fail)
    })
}

/// `what` is the method by which the author gives it to the gate.
fn fitted<T: DeserializeOwned>(name: &str, what: &str, value: &Value) -> Result<T, String> {
    decode::from_value(value.clone()).map_err(|violation| {
        format!(
            "What `.{what}(…)` was given does not fit the evaluator `{name}`, {violation}; give it what the evaluator takes, or change the evaluator's type."
        )
    })
}
