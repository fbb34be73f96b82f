//! The activities of scenarios, answered without their hosts.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use futures_util::FutureExt as _;
use ntro_manifest::manifest::{Activity, Manifest};
use ntro_workflow::worker::{ActivitySubstitute, QualityRunner};
use ntro_workflow::{
    ActivityBody, ActivityCtx, ActivityError, ActivityFuture, ActivityHost, ActivityVisitor,
    RUN_QUALITY_CHECK,
};
use serde_json::Value;
use tokio::sync::Notify;

use crate::automock;
use crate::failure::Wrong;
use crate::watch::label_of;

/// What answers one activity.
pub(crate) type Mock = Arc<dyn Fn(ActivityCtx, Value) -> ActivityFuture<Value> + Send + Sync>;

/// The activities of one scenario, and what went wrong with them.
#[derive(Default)]
pub(crate) struct Mocks {
    by_name: BTreeMap<String, Mock>,
    /// Whose activities are answered with what their schema says, where they have no mock.
    auto: Option<Arc<Manifest>>,
    wrong: Mutex<Option<Wrong>>,
    changed: Notify,
}

impl Mocks {
    pub(crate) fn add(&mut self, name: impl Into<String>, mock: Mock) {
        self.by_name.insert(name.into(), mock);
    }

    /// Answers whatever has no mock with a value made from its schema.
    pub(crate) fn auto(&mut self, manifest: Arc<Manifest>) {
        self.auto = Some(manifest);
    }

    /// Has every activity of a host done by it, where there is no mock of its own.
    pub(crate) fn add_host<H: ActivityHost>(&mut self, host: H) {
        struct Adding<'a, H>(&'a mut Mocks, Arc<H>);
        impl<H: ActivityHost> ActivityVisitor<H> for Adding<'_, H> {
            fn activity<Body: ActivityBody<Host = H>>(&mut self) {
                let host = Arc::clone(&self.1);
                let real: Mock = Arc::new(move |ctx, input| real::<Body>(Arc::clone(&host), ctx, input));
                self.0.by_name.entry(Body::NAME.to_owned()).or_insert(real);
            }
        }
        H::visit(&mut Adding(self, Arc::new(host)));
    }

    /// Has checks beside gates run by that, where they have no mock of their own.
    pub(crate) fn checks(&mut self, runner: QualityRunner) {
        let check: Mock = Arc::new(move |_, call| {
            let runner = runner.clone();
            Box::pin(
                async move { Ok(serde_json::to_value(runner.run(serde_json::from_value(call)?).await)?) },
            )
        });
        self.by_name.entry(RUN_QUALITY_CHECK.name().to_owned()).or_insert(check);
    }

    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.by_name.keys().map(String::as_str)
    }

    /// What went wrong first: it ends the scenario.
    pub(crate) fn wrong(&self) -> Option<Wrong> {
        self.wrong.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// Resolves when an activity was answered, or could not be.
    pub(crate) async fn answered(&self) {
        self.changed.notified().await;
    }

    fn note(&self, wrong: Wrong) {
        self.wrong.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(wrong);
    }

    async fn call(self: Arc<Self>, ctx: ActivityCtx, input: Value) -> Result<Value, ActivityError> {
        let activity = ctx.info().activity_type.clone();
        let Some(mock) = self.by_name.get(&activity) else {
            let run = label_of(&ctx.info().workflow_id);
            return self.made_up(&activity, &run).map_err(|wrong| {
                let error = ActivityError::permanent("NotMocked", &wrong);
                self.note(wrong);
                error
            });
        };
        let started = catch_unwind(AssertUnwindSafe(|| mock(ctx, input)));
        let ended = match started {
            Ok(attempt) => AssertUnwindSafe(attempt).catch_unwind().await,
            Err(panic) => Err(panic),
        };
        ended.unwrap_or_else(|panic| {
            let message = said(&*panic);
            self.note(Wrong::MockPanicked { activity, message: message.clone() });
            Err(ActivityError::permanent("MockPanicked", message))
        })
    }
}

impl Mocks {
    /// A value for an activity that is mocked by its schema.
    fn made_up(&self, activity: &str, run: &str) -> Result<Value, Wrong> {
        if let Some(wrong) = self.lacking(activity, run) {
            return Err(wrong);
        }
        let Some(output) = self.known(activity).and_then(|known| known.output.as_ref()) else {
            return Ok(Value::Null);
        };
        automock::value_of(&output.schema.clone().unwrap_or_default()).map_err(|unmockable| Wrong::Payload {
            what: format!("a result of `{activity}` cannot be made up"),
            message: unmockable.to_string(),
        })
    }

    /// What is wrong with an activity that nothing answers; `None` if something does.
    pub(crate) fn lacking(&self, activity: &str, run: &str) -> Option<Wrong> {
        // A worker with runbooks runs their checks itself, where nothing else does.
        let answered = self.by_name.contains_key(activity) || activity == RUN_QUALITY_CHECK.name();
        if answered || self.known(activity).is_some() {
            return None;
        }
        let (activity, run) = (activity.to_owned(), run.to_owned());
        Some(match self.auto {
            Some(_) => Wrong::UnknownActivity { activity, run },
            None => Wrong::NotMocked { activity, run },
        })
    }

    fn known(&self, activity: &str) -> Option<&Activity> {
        self.auto.as_ref()?.activities.iter().find(|known| known.name == activity)
    }
}

/// The mocks of all scenarios that are being played, by the id of the root run. The ids of children start
/// with it.
#[derive(Default)]
pub(crate) struct Stages(RwLock<BTreeMap<String, Arc<Mocks>>>);

impl Stages {
    pub(crate) fn enter(&self, root: &str, mocks: Arc<Mocks>) {
        self.0.write().unwrap_or_else(PoisonError::into_inner).insert(root.to_owned(), mocks);
    }

    pub(crate) fn leave(&self, root: &str) {
        self.0.write().unwrap_or_else(PoisonError::into_inner).remove(root);
    }

    fn find(&self, workflow_id: &str) -> Option<Arc<Mocks>> {
        let root = workflow_id.split(':').next().unwrap_or_default();
        self.0.read().unwrap_or_else(PoisonError::into_inner).get(root).cloned()
    }
}

impl ActivitySubstitute for Stages {
    fn call(&self, ctx: ActivityCtx, input: Value) -> ActivityFuture<Value> {
        let Some(mocks) = self.find(&ctx.info().workflow_id) else {
            let over = ActivityError::permanent("ScenarioOver", "the scenario of this run is over");
            return Box::pin(std::future::ready(Err(over)));
        };
        Box::pin(async move {
            let answer = Arc::clone(&mocks).call(ctx, input).await;
            mocks.changed.notify_one();
            answer
        })
    }
}

/// The activity itself, from JSON to JSON.
fn real<Body: ActivityBody>(host: Arc<Body::Host>, ctx: ActivityCtx, input: Value) -> ActivityFuture<Value> {
    Box::pin(async move {
        let misfit = |what: &str, error: serde_json::Error| {
            ActivityError::permanent("InvalidPayload", format!("the {what} of `{}`: {error}", Body::NAME))
        };
        let input = serde_json::from_value(input).map_err(|error| misfit("input", error))?;
        let output = Body::call(host, ctx, input).await?;
        serde_json::to_value(&output).map_err(|error| misfit("result", error))
    })
}

fn said(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_else(|| "without a word".to_owned())
}
