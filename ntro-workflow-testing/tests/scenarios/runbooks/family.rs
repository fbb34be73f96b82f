//! A parent, and children with gates and deadlines of their own.

use ntro_workflow::prelude::*;
use ntro_workflow::{fused, join, select, worker::Registry};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a child is to do.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Task {
    /// Its name, and the author's key of the child.
    pub(crate) name: String,
    /// How many hours it sleeps first.
    pub(crate) sleeps: u64,
    /// How many hours its gate is open; no gate if there are none.
    pub(crate) waits: Option<u64>,
}

impl Task {
    /// A task that waits for an answer for so many hours.
    pub(crate) fn waiting(name: &str, hours: u64) -> Self {
        Self { name: name.into(), sleeps: 0, waits: Some(hours) }
    }

    /// A task that sleeps for so many hours.
    pub(crate) fn sleeping(name: &str, hours: u64) -> Self {
        Self { name: name.into(), sleeps: hours, waits: None }
    }
}

/// Does a task.
#[derive(Default)]
pub(crate) struct Worker;

#[ntro_workflow(slug = "worker")]
impl Worker {
    #[run]
    async fn run(ctx: &Ctx<Self>, task: Task) -> RunbookResult<String> {
        Self::work(ctx, task).await
    }

    #[ui_step(name = "work", title = "Work")]
    async fn work(ctx: &Ctx<Self>, task: Task) -> RunbookResult<String> {
        if task.sleeps > 0 {
            ctx.sleep(Duration::from_hours(task.sleeps)).await?;
        }
        let Some(hours) = task.waits else { return Ok(task.name) };
        match ctx.wait_for_action(&task.name).timeout(Duration::from_hours(hours)).await? {
            Waited::Value(review) => Ok(format!("{} {}", task.name, review.action)),
            Waited::TimedOut => Ok(format!("{} timed out", task.name)),
        }
    }
}

/// What the boss does beside.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub(crate) struct Plan {
    /// How many hours pass before the tasks are given out.
    pub(crate) starts_after: u64,
    /// The tasks, done side by side.
    pub(crate) tasks: Vec<Task>,
    /// After how many hours the boss stops waiting.
    pub(crate) gives_up_after: Option<u64>,
    /// How many hours a gate is open beside the tasks.
    pub(crate) watches: Option<u64>,
    /// How many hours a gate is open after the tasks.
    pub(crate) signs: Option<u64>,
}

/// Gives out tasks.
#[derive(Default)]
pub(crate) struct Boss;

#[ntro_workflow(slug = "boss")]
impl Boss {
    #[run]
    async fn run(ctx: &Ctx<Self>, plan: Plan) -> RunbookResult<Vec<String>> {
        if plan.starts_after > 0 {
            ctx.sleep(Duration::from_hours(plan.starts_after)).await?;
        }
        let (done, watched) = join!(Self::share(ctx, &plan), Self::watch(ctx, plan.watches));
        let mut results = done?;
        results.extend(watched?);
        results.extend(Self::sign(ctx, plan.signs).await?);
        Ok(results)
    }

    #[ui_step(name = "share", title = "Share the work")]
    async fn share(ctx: &Ctx<Self>, plan: &Plan) -> RunbookResult<Vec<String>> {
        let children =
            plan.tasks.iter().map(|task| ctx.run_child_workflow(Worker::RUN, task).key(&task.name));
        let mut all = fused(join_all(children.map(IntoFuture::into_future)));
        let Some(hours) = plan.gives_up_after else { return all.await.into_iter().collect() };
        let mut over = fused(ctx.sleep(Duration::from_hours(hours)));
        select! {
            results = all => results.into_iter().collect(),
            slept = over => slept.map(|()| vec!["gave up".to_owned()]),
        }
    }

    #[ui_step(name = "watch", title = "Watch")]
    async fn watch(ctx: &Ctx<Self>, hours: Option<u64>) -> RunbookResult<Option<String>> {
        Self::gate(ctx, "watched", hours).await
    }

    #[ui_step(name = "sign", title = "Sign")]
    async fn sign(ctx: &Ctx<Self>, hours: Option<u64>) -> RunbookResult<Option<String>> {
        Self::gate(ctx, "signed", hours).await
    }

    async fn gate(ctx: &Ctx<Self>, what: &str, hours: Option<u64>) -> RunbookResult<Option<String>> {
        let Some(hours) = hours else { return Ok(None) };
        let waited = ctx.wait_for_action(&what.to_owned()).timeout(Duration::from_hours(hours)).await?;
        Ok(Some(match waited {
            Waited::Value(review) => format!("{what}: {}", review.action),
            Waited::TimedOut => format!("{what}: timed out"),
        }))
    }
}

/// Boss and worker.
pub(crate) fn registry() -> Registry {
    Registry::new().register::<Boss>().register::<Worker>()
}
