//! Gates with checks beside them, one of which waits until the test lets it go on.

use std::collections::BTreeSet;
use std::sync::{Condvar, Mutex, PoisonError};

use ntro_workflow::prelude::*;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

static RELEASED: (Mutex<BTreeSet<String>>, Condvar) = (Mutex::new(BTreeSet::new()), Condvar::new());

/// Lets the checks of that audit go on.
pub fn release(audit: &str) {
    RELEASED.0.lock().unwrap_or_else(PoisonError::into_inner).insert(audit.to_owned());
    RELEASED.1.notify_all();
}

/// Passes once its audit is released.
pub fn patient(audit: &Audit, _: Option<&Value>) -> CheckOutcome {
    let released = RELEASED.0.lock().unwrap_or_else(PoisonError::into_inner);
    drop(RELEASED.1.wait_while(released, |released| !released.contains(&audit.name)));
    CheckOutcome::pass("It was worth the wait.")
}

/// Passes at once.
pub fn prompt(_: &Value, _: Option<&Value>) -> CheckOutcome {
    CheckOutcome::pass("At first sight.")
}

/// What is looked at.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Audit {
    /// What the test calls it.
    pub name: String,
    /// The deadline of the first gate.
    pub timeout_ms: Option<u64>,
}

/// A gate with a quick check and a slow one, and a gate with a quick one.
#[derive(Default)]
pub struct Audited;

#[ntro_workflow(slug = "audited")]
impl Audited {
    #[run]
    async fn run(ctx: &Ctx<Self>, audit: Audit) -> RunbookResult<String> {
        Self::look(ctx, &audit).await?;
        Self::sign(ctx, &audit).await
    }

    #[ui_step(name = "look", title = "Look at it")]
    async fn look(ctx: &Ctx<Self>, audit: &Audit) -> RunbookResult<Action> {
        let gate = ctx.wait_for_action(audit).checks([
            QualityCheck::code("patient", "A long look", "patient"),
            QualityCheck::code("prompt", "A short look", "prompt"),
        ]);
        let limit = audit.timeout_ms.map_or(Duration::from_hours(24), Duration::from_millis);
        Ok(gate.timeout(limit).await?.or_fail("nobody looked")?.action)
    }

    #[ui_step(name = "sign", title = "Sign it")]
    async fn sign(ctx: &Ctx<Self>, audit: &Audit) -> RunbookResult<String> {
        let gate = ctx.wait_for_action(audit).checks([QualityCheck::code("prompt", "Once more", "prompt")]);
        Ok(gate.await?.action.to_string())
    }
}
