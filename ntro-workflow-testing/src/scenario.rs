//! A scenario: a runbook, its input, what people do, and what its activities answer.

use std::collections::VecDeque;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use jiff::SignedDuration;
use ntro_workflow::wire::{Refusal, UiState};
use ntro_workflow::worker::{HistoryActivities, Judge, Registry, TaskHistory};
use ntro_workflow::{
    ActivityCtx, ActivityError, ActivityFuture, ActivityHost, ActivityRef, NtroWorkflow, Payload, QueryRef,
    SignalRef, UpdateRef,
};
use serde::Serialize;
use serde_json::Value;

use crate::drive::{MOST_EVENTS, PATIENCE};
use crate::failure::{Failure, Wrong};
use crate::memory_history::MemoryHistory;
use crate::mocks::Mocks;
use crate::outcome::Outcome;
use crate::policy::Policy;
use crate::script::{ChildPlace, Instruction, Place};
use crate::server::{TestServer, on_runtime};
use crate::workers::{MakeRegistry, Whose};

mod at;
mod check;
mod stage;

pub use at::{At, cell};

/// The most time that passes in one go: the server's clock has an end.
const A_CENTURY: SignedDuration = SignedDuration::from_hours(100 * 365 * 24);

/// A scenario: one run of a runbook on the real server, with what people do to it, one thing after the
/// other. Nothing is done before the run rests, and no time passes unless the scenario says so, or nobody
/// could do anything.
///
/// ```no_run
/// use std::time::Duration;
///
/// use ntro_workflow::prelude::*;
/// use ntro_workflow_testing::{Failure, Scenario};
/// # #[derive(Default)] struct Close;
/// # #[ntro_workflow(slug = "nav-close")] impl Close {
/// #     #[run] async fn run(ctx: &Ctx<Self>, period: String) -> RunbookResult<String> {
/// #         Self::review(ctx, period).await
/// #     }
/// #     #[ui_step(name = "review", title = "Review", timeout = "24h")]
/// #     async fn review(ctx: &Ctx<Self>, period: String) -> RunbookResult<String> {
/// #         let total = ctx.activity(Ledger::TOTAL, period).await?;
/// #         Ok(ctx.wait_for_action(&total).await?.payload)
/// #     }
/// # }
/// # struct Ledger;
/// # #[ntro_activities] impl Ledger {
/// #     #[activity] async fn total(&self, _: &ActivityCtx, period: String) -> Result<String, ActivityError> {
/// #         Ok(period)
/// #     }
/// # }
///
/// # async fn example() -> Result<(), Failure> {
/// let outcome = Scenario::of::<Close>("2026-03".to_owned())
///     .activity(Ledger::TOTAL, |period| Ok(format!("{period}: 125.00")))
///     .pass_time(Duration::from_hours(23))
///     .at("review").answer_as("anna").approve()
///     .run()
///     .await?;
/// assert_eq!(outcome.completed()?, "2026-03: 125.00");
/// # Ok(())
/// # }
/// ```
#[must_use = "a scenario is played by `run`"]
pub struct Scenario<W> {
    registry: MakeRegistry,
    input: Result<Value, String>,
    mocks: Mocks,
    judge: Option<Arc<dyn Judge>>,
    history: Arc<dyn TaskHistory>,
    auto_mock: bool,
    script: VecDeque<Instruction>,
    policy: Policy,
    patience: Duration,
    most_events: usize,
    server: Option<&'static TestServer>,
    /// The child that the next instruction is about.
    child: Option<ChildPlace>,
    faults: Vec<String>,
    runbook: PhantomData<fn() -> W>,
}

impl Scenario<()> {
    /// A scenario of a runbook that is started with this input. Nothing is started yet.
    pub fn of<W: NtroWorkflow>(input: W::Input) -> Scenario<W> {
        Scenario {
            registry: alone::<W>,
            input: serde_json::to_value(&input).map_err(|error| error.to_string()),
            mocks: Mocks::default(),
            judge: None,
            history: Arc::new(MemoryHistory::default()),
            auto_mock: false,
            script: VecDeque::new(),
            policy: Policy::Strict,
            patience: PATIENCE,
            most_events: MOST_EVENTS,
            server: None,
            child: None,
            faults: Vec::new(),
            runbook: PhantomData,
        }
    }
}

/// The registry of a runbook without children, and with mocked activities only.
fn alone<W: NtroWorkflow>() -> Registry {
    Registry::new().register::<W>()
}

impl<W: NtroWorkflow> Scenario<W> {
    /// The registry that the runbook belongs to: its children, and the activities that
    /// [`auto_mock`](Self::auto_mock) can answer. Hosts are not made; scenarios with one registry share a
    /// worker.
    pub fn registry(self, registry: fn() -> Registry) -> Self {
        Self { registry, ..self }
    }

    /// Answers an activity. A panic of the mock ends the scenario.
    pub fn activity<I, O, F>(self, activity: ActivityRef<I, O>, mock: F) -> Self
    where
        I: Payload + Send,
        O: Payload + Send,
        F: Fn(I) -> Result<O, ActivityError> + Send + Sync + 'static,
    {
        self.activity_with(activity, move |_, input| mock(input))
    }

    /// Answers an activity, by what the attempt is: [`ActivityCtx::info`] counts them.
    pub fn activity_with<I, O, F>(mut self, activity: ActivityRef<I, O>, mock: F) -> Self
    where
        I: Payload + Send,
        O: Payload + Send,
        F: Fn(&ActivityCtx, I) -> Result<O, ActivityError> + Send + Sync + 'static,
    {
        let name = activity.name();
        let answer = move |ctx: ActivityCtx, input: Value| {
            let misfit = |what: &str, error: serde_json::Error| {
                ActivityError::permanent("InvalidPayload", format!("the {what} of `{name}`: {error}"))
            };
            let input = serde_json::from_value(input).map_err(|error| misfit("input", error))?;
            serde_json::to_value(mock(&ctx, input)?).map_err(|error| misfit("result", error))
        };
        let mock =
            move |ctx, input| -> ActivityFuture<Value> { Box::pin(std::future::ready(answer(ctx, input))) };
        self.mocks.add(name, Arc::new(mock));
        self
    }

    /// Has the activities of a host really done by it, where nothing else answers them.
    pub fn activities<H: ActivityHost>(mut self, host: H) -> Self {
        self.mocks.add_host(host);
        self
    }

    /// Has that judge asked by the checks beside gates that a language model judges. The evaluators of the
    /// registry judge the others for real, unless [`RUN_QUALITY_CHECK`](ntro_workflow::RUN_QUALITY_CHECK)
    /// is mocked; the registry's own judge
    /// is never asked, because it asks the world.
    ///
    /// ```
    /// # use ntro_workflow::NtroWorkflow;
    /// use ntro_workflow::worker::{Judge, JudgeFuture, Question};
    /// # use ntro_workflow_testing::Scenario;
    ///
    /// struct Strict;
    ///
    /// impl Judge for Strict {
    ///     fn judge(&self, _question: Question) -> JudgeFuture<'_> {
    ///         Box::pin(async { Ok(r#"{ "status": "fail", "detail": "Never." }"#.to_owned()) })
    ///     }
    /// }
    ///
    /// # fn example<W: NtroWorkflow>(scenario: Scenario<W>) -> Scenario<W> {
    /// scenario.judge(Strict)
    /// # }
    /// ```
    pub fn judge(self, judge: impl Judge) -> Self {
        Self { judge: Some(Arc::new(judge)), ..self }
    }

    /// The task history that `ctx.previous` asks and where completed runs are recorded, instead of an empty one in
    /// memory. A [`MemoryHistory`] is given its tasks, and shows afterwards what was added; every other store will do
    /// as well. The activities `ntro.previous_task`, `ntro.find_committed_document` and `ntro.record_task` can also be
    /// mocked by name, as any activity.
    ///
    /// ```
    /// # use ntro_workflow::prelude::*;
    /// # #[derive(Default)] struct Close;
    /// # #[ntro_workflow(slug = "nav-close")] impl Close {
    /// #     #[run] async fn run(_ctx: &Ctx<Self>, _period: String) -> RunbookResult<()> { Ok(()) }
    /// # }
    /// use ntro_workflow::wire::{CompletedTask, TaskKey};
    /// use ntro_workflow_testing::{MemoryHistory, Scenario};
    /// use serde_json::json;
    ///
    /// let february = TaskKey::new("harbour-street").period("2026-02");
    /// let task = CompletedTask::new("nav-close", february, "close-2", json!({ "total": 125.0 }));
    /// let scenario = Scenario::of::<Close>("2026-03".to_owned()).history(MemoryHistory::with([task]));
    /// ```
    pub fn history(self, history: impl TaskHistory) -> Self {
        Self { history: Arc::new(history), ..self }
    }

    /// Answers every activity of the registry that nothing else answers with a value made from its
    /// schema: see [`automock`](crate::automock).
    pub fn auto_mock(self) -> Self {
        Self { auto_mock: true, ..self }
    }

    /// What is done at gates that the scenario says nothing of; by default nothing, which ends it.
    pub fn policy(self, policy: Policy) -> Self {
        Self { policy, ..self }
    }

    /// How long nothing may happen before it gives up; a minute by default. Not how long it may take.
    pub fn patience(self, patience: Duration) -> Self {
        Self { patience, ..self }
    }

    /// How many events may be added to the histories while nobody does anything, before that counts as an
    /// endless loop; 10,000 by default, which is about a thousand activities, or timers.
    pub fn most_events(self, most_events: usize) -> Self {
        Self { most_events, ..self }
    }

    /// Plays on that server instead of the [shared](TestServer::shared) one.
    pub fn on(self, server: &'static TestServer) -> Self {
        Self { server: Some(server), ..self }
    }

    /// The next instruction is about a child of that runbook: the first one that it fits.
    pub fn child(self, slug: impl Into<String>) -> Self {
        Self { child: Some(ChildPlace { slug: slug.into(), key: None }), ..self }
    }

    /// The next instruction is about the child of that runbook that was started with this key.
    pub fn child_keyed(self, slug: impl Into<String>, key: impl Into<String>) -> Self {
        Self { child: Some(ChildPlace { slug: slug.into(), key: Some(key.into()) }), ..self }
    }

    /// Somebody looks at the open gate of a step; what they do there is said next.
    pub fn at(mut self, step: impl Into<String>) -> At<W> {
        let place = Place { child: self.child.take(), step: step.into(), gate: None, opening: None };
        At::new(self, place)
    }

    /// Submits what an open gate waits for, by the signal that it names.
    pub fn submit(mut self, signal: impl Into<String>, payload: impl Serialize) -> Self {
        let (child, signal) = (self.child.take(), signal.into());
        let Some(payload) = self.encoded(&format!("what `{signal}` brings"), &payload) else { return self };
        self.then(Instruction::Submit { child, signal, payload })
    }

    /// Sends a signal; one that the run refuses ends the scenario.
    pub fn signal<P: Payload>(self, signal: SignalRef<W, P>, payload: P) -> Self {
        self.signal_named(signal.name(), payload)
    }

    /// As [`signal`](Self::signal), by its name: to a child, or to see what becomes of a wrong payload.
    pub fn signal_named(mut self, name: impl Into<String>, payload: impl Serialize) -> Self {
        let (child, name) = (self.child.take(), name.into());
        let Some(payload) = self.encoded(&format!("the payload of `{name}`"), &payload) else { return self };
        self.then(Instruction::Signal { child, name, payload })
    }

    /// Sends an update, and looks at what it answers.
    pub fn update<P: Payload, R: Payload>(
        mut self,
        update: UpdateRef<W, P, R>,
        payload: P,
        look: impl FnOnce(Result<R, Refusal>) + Send + 'static,
    ) -> Self {
        let (child, name) = (self.child.take(), update.name().to_owned());
        let Some(payload) = self.encoded(&format!("the payload of `{name}`"), &payload) else { return self };
        let look = Box::new(move |answer: Result<Value, Refusal>| {
            let answer = answer.map(serde_json::from_value).map_or_else(
                |refusal| Ok(Err(refusal)),
                |answer| answer.map(Ok).map_err(|error| format!("its answer does not fit: {error}")),
            );
            answer.map(look)
        });
        self.then(Instruction::Update { child, name, payload, look })
    }

    /// Asks a query, and looks at what it answers.
    pub fn query<P: Payload, R: Payload>(
        mut self,
        query: QueryRef<W, P, R>,
        argument: P,
        look: impl FnOnce(R) + Send + 'static,
    ) -> Self {
        let (child, name) = (self.child.take(), query.name().to_owned());
        let Some(payload) = self.encoded(&format!("the argument of `{name}`"), &argument) else {
            return self;
        };
        let look = Box::new(move |answer| {
            let answer = serde_json::from_value(answer);
            answer.map(look).map_err(|error| format!("its answer does not fit: {error}"))
        });
        self.then(Instruction::Query { child, name, payload, look })
    }

    /// Looks at what the run says of itself, in between.
    pub fn look(mut self, look: impl FnOnce(UiState) + Send + 'static) -> Self {
        let child = self.child.take();
        let look = Box::new(move |state| {
            look(state);
            Ok(())
        });
        self.then(Instruction::Look { child, look })
    }

    /// Passes time, in the server itself: for every open run that has no open child, timer by timer. Gates
    /// whose deadline comes first time out. What is left goes to a child that starts on the way, and to a
    /// parent whose last child ends.
    pub fn pass_time(mut self, time: Duration) -> Self {
        match SignedDuration::try_from(time) {
            Ok(time) if time <= A_CENTURY => self.then_to_all(Instruction::Pass(time)),
            _ => {
                self.faults.push(format!("{time:?} are to pass, which is more than 100 years"));
                self
            }
        }
    }

    /// Asks the run to cancel.
    pub fn cancel(self, reason: impl Into<String>) -> Self {
        let reason = reason.into();
        self.then_to_all(Instruction::Cancel { reason })
    }

    /// Terminates the run, which it cannot help.
    pub fn terminate(self, reason: impl Into<String>) -> Self {
        let reason = reason.into();
        self.then_to_all(Instruction::Terminate { reason })
    }

    /// Kills the worker without a word to the server, and starts another one, which has nothing in memory.
    /// Such a scenario has a worker of its own.
    pub fn kill_worker(self) -> Self {
        self.then_to_all(Instruction::KillWorker)
    }

    /// Plays it, to the end of the run. Then every history of the tree is replayed on the same code.
    /// Works on any runtime, and without one.
    ///
    /// # Errors
    /// [`Failure`], with what had happened until then: what the scenario names is not there, an answer was
    /// refused that should have been taken, nothing is left to do and the run has not ended, a workflow
    /// task fails, a history does not replay, and whatever else [`Wrong`] lists.
    pub async fn run(mut self) -> Result<Outcome<W>, Failure> {
        self.no_child("run");
        let faults = std::mem::take(&mut self.faults);
        let stage = stage::Setting {
            registry: self.registry,
            server: self.server,
            slug: W::SLUG,
            workflow_type: W::WORKFLOW_TYPE,
            faults,
            whose: match self.script.iter().any(|next| matches!(next, Instruction::KillWorker)) {
                true => Whose::Own,
                false => Whose::Shared,
            },
        };
        let Self { input, mut mocks, auto_mock, script, policy, patience, most_events, .. } = self;
        if let Some(judge) = self.judge {
            mocks.checks((self.registry)().quality_runner().judged_by(judge));
        }
        mocks.add_host(HistoryActivities::new(Some(self.history)));
        let plot = stage::Plot { input, mocks, auto_mock, script, policy, patience, most_events };
        on_runtime(stage.play(plot)).await.map(Outcome::new)
    }

    fn then(mut self, instruction: Instruction) -> Self {
        self.script.push_back(instruction);
        self
    }

    /// An instruction that is about no single child.
    fn then_to_all(mut self, instruction: Instruction) -> Self {
        self.no_child(&instruction.to_string());
        self.then(instruction)
    }

    fn no_child(&mut self, what: &str) {
        if let Some(child) = self.child.take() {
            self.faults
                .push(format!("{child} is named, and then comes `{what}`, which is not about a child"));
        }
    }

    fn encoded(&mut self, what: &str, value: &impl Serialize) -> Option<Value> {
        match serde_json::to_value(value) {
            Ok(value) => Some(value),
            Err(error) => {
                self.faults.push(format!("{what} is not JSON: {error}"));
                None
            }
        }
    }
}

impl From<Wrong> for Failure {
    fn from(wrong: Wrong) -> Self {
        Self::new(wrong, crate::trace::Trace::default())
    }
}
