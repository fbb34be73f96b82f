//! Typed names for clients: `DocumentIngest::RUN`, `DocumentIngest::CURRENT_STEPS`, and one per
//! handler of the author's.

use std::collections::BTreeMap;
use std::marker::PhantomData;

use serde_json::Value;
use temporalio_workflow::common::{
    HasWorkflowDefinition, QueryDefinition, SignalDefinition, UpdateDefinition, WorkflowDefinition,
};

use crate::runbook::definition::NtroWorkflow;
use crate::wire::{
    ActionMessage, ChildEntry, Payload, PendingAction, Receipt, StepDescriptor, StepSnapshot, UiState,
};

/// A runbook as a value: typed input, typed output. What
/// [`Ctx::run_child_workflow`](crate::Ctx::run_child_workflow) takes, and a definition for the SDK's own
/// client.
///
/// ```
/// # use ntro_workflow::prelude::*;
/// # #[derive(Default)] struct Close { rate: f64 }
/// # #[ntro_workflow(slug = "nav-close")] impl Close {
/// #     #[run] async fn run(_ctx: &Ctx<Self>, period: String) -> RunbookResult<String> { Ok(period) }
/// #     #[signal] fn note(&mut self, _note: String) {}
/// #     #[query] fn rate_of(&self, _currency: String) -> f64 { self.rate }
/// #     #[update] fn set_rate(&mut self, rate: f64) -> f64 { std::mem::replace(&mut self.rate, rate) }
/// # }
/// use ntro_workflow::{ChildTarget, Def};
///
/// assert_eq!(Close::RUN.slug(), "nav-close");
/// assert_eq!(Def::<Close>::new().slug(), "nav-close"); // the same, where the type is a parameter
/// ```
pub struct Def<W>(PhantomData<fn() -> W>);

impl<W> Def<W> {
    /// The one value of the type; [`RunbookHandles::RUN`] on the runbook.
    #[must_use]
    pub const fn new() -> Self {
        Self(PhantomData)
    }
}

impl<W> Default for Def<W> {
    fn default() -> Self {
        Self::new()
    }
}

impl<W> Clone for Def<W> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<W> Copy for Def<W> {}

impl<W: NtroWorkflow> WorkflowDefinition for Def<W> {
    type Input = W::Input;
    type Output = W::Output;

    fn name(&self) -> &str {
        W::WORKFLOW_TYPE
    }
}

impl<W: NtroWorkflow> HasWorkflowDefinition for Def<W> {
    type Run = Self;
}

macro_rules! typed_name {
    ($(#[$docs:meta])* $name:ident<W, $($parameter:ident),+>) => {
        $(#[$docs])*
        pub struct $name<W, $($parameter),+> {
            name: &'static str,
            types: PhantomData<fn() -> (W, $($parameter),+)>,
        }

        impl<W, $($parameter),+> $name<W, $($parameter),+> {
            /// Names one. The macros write this; by hand, nothing checks the types.
            #[must_use]
            pub const fn new(name: &'static str) -> Self {
                Self { name, types: PhantomData }
            }

            /// The name on the wire.
            #[must_use]
            pub const fn name(&self) -> &'static str {
                self.name
            }
        }

        impl<W, $($parameter),+> Clone for $name<W, $($parameter),+> {
            fn clone(&self) -> Self {
                *self
            }
        }

        impl<W, $($parameter),+> Copy for $name<W, $($parameter),+> {}
    };
}

typed_name! {
    /// A signal of the runbook `W` that carries a `P`.
    ///
    /// ```
    /// # use ntro_workflow::prelude::*;
    /// # #[derive(Default)] struct Close { rate: f64 }
    /// # #[ntro_workflow(slug = "nav-close")] impl Close {
    /// #     #[run] async fn run(_ctx: &Ctx<Self>, period: String) -> RunbookResult<String> { Ok(period) }
    /// #     #[signal] fn note(&mut self, _note: String) {}
    /// #     #[query] fn rate_of(&self, _currency: String) -> f64 { self.rate }
    /// #     #[update] fn set_rate(&mut self, rate: f64) -> f64 { std::mem::replace(&mut self.rate, rate) }
    /// # }
    /// use ntro_workflow::SignalRef;
    ///
    /// const NOTE: SignalRef<Close, String> = Close::NOTE; // written by `#[signal]`
    /// assert_eq!(NOTE.name(), "note");
    /// assert_eq!(SignalRef::<Close, String>::new("note").name(), NOTE.name());
    /// ```
    SignalRef<W, P>
}
typed_name! {
    /// A query of the runbook `W` that takes a `P` and answers an `R`.
    ///
    /// ```
    /// # use ntro_workflow::prelude::*;
    /// # #[derive(Default)] struct Close { rate: f64 }
    /// # #[ntro_workflow(slug = "nav-close")] impl Close {
    /// #     #[run] async fn run(_ctx: &Ctx<Self>, period: String) -> RunbookResult<String> { Ok(period) }
    /// #     #[signal] fn note(&mut self, _note: String) {}
    /// #     #[query] fn rate_of(&self, _currency: String) -> f64 { self.rate }
    /// #     #[update] fn set_rate(&mut self, rate: f64) -> f64 { std::mem::replace(&mut self.rate, rate) }
    /// # }
    /// use ntro_workflow::QueryRef;
    ///
    /// const RATE_OF: QueryRef<Close, String, f64> = Close::RATE_OF; // written by `#[query]`
    /// assert_eq!(RATE_OF.name(), "rate_of");
    /// assert_eq!(QueryRef::<Close, String, f64>::new("rate_of").name(), RATE_OF.name());
    /// ```
    QueryRef<W, P, R>
}
typed_name! {
    /// An update of the runbook `W` that takes a `P` and answers an `R`.
    ///
    /// ```
    /// # use ntro_workflow::prelude::*;
    /// # #[derive(Default)] struct Close { rate: f64 }
    /// # #[ntro_workflow(slug = "nav-close")] impl Close {
    /// #     #[run] async fn run(_ctx: &Ctx<Self>, period: String) -> RunbookResult<String> { Ok(period) }
    /// #     #[signal] fn note(&mut self, _note: String) {}
    /// #     #[query] fn rate_of(&self, _currency: String) -> f64 { self.rate }
    /// #     #[update] fn set_rate(&mut self, rate: f64) -> f64 { std::mem::replace(&mut self.rate, rate) }
    /// # }
    /// use ntro_workflow::UpdateRef;
    ///
    /// const SET_RATE: UpdateRef<Close, f64, f64> = Close::SET_RATE; // written by `#[update]`
    /// assert_eq!(SET_RATE.name(), "set_rate");
    /// assert_eq!(UpdateRef::<Close, f64, f64>::new("set_rate").name(), SET_RATE.name());
    /// ```
    UpdateRef<W, P, R>
}

impl<W: NtroWorkflow, P: Payload> SignalDefinition for SignalRef<W, P> {
    type Workflow = Def<W>;
    type Input = P;

    fn name(&self) -> &str {
        self.name
    }
}

impl<W: NtroWorkflow, P: Payload, R: Payload> QueryDefinition for QueryRef<W, P, R> {
    type Workflow = Def<W>;
    type Input = P;
    type Output = R;

    fn name(&self) -> &str {
        self.name
    }
}

impl<W: NtroWorkflow, P: Payload, R: Payload> UpdateDefinition for UpdateRef<W, P, R> {
    type Workflow = Def<W>;
    type Input = P;
    type Output = R;

    fn name(&self) -> &str {
        self.name
    }
}

/// The names that every runbook has, on its type (contract B.1 and B.3 to B.7).
///
/// ```
/// # use ntro_workflow::prelude::*;
/// # #[derive(Default)] struct Close { rate: f64 }
/// # #[ntro_workflow(slug = "nav-close")] impl Close {
/// #     #[run] async fn run(_ctx: &Ctx<Self>, period: String) -> RunbookResult<String> { Ok(period) }
/// #     #[signal] fn note(&mut self, _note: String) {}
/// #     #[query] fn rate_of(&self, _currency: String) -> f64 { self.rate }
/// #     #[update] fn set_rate(&mut self, rate: f64) -> f64 { std::mem::replace(&mut self.rate, rate) }
/// # }
/// use ntro_workflow::ChildTarget;
///
/// assert_eq!(Close::RUN.slug(), "nav-close");
/// assert_eq!(Close::USER_ACTION.name(), Close::USER_ACTION_UPDATE.name());
/// let now = [Close::CURRENT_PENDING_ACTION.name(), Close::CURRENT_STEPS.name()];
/// assert_eq!(now, ["current_pending_action", "current_steps"]);
/// let record = [Close::STEP_SNAPSHOTS.name(), Close::CHILDREN_BY_STEP_ID.name()];
/// assert_eq!(record, ["step_snapshots", "children_by_step_id"]);
/// assert_eq!(Close::CURRENT_UI_STATE.name(), "current_ui_state");
/// ```
pub trait RunbookHandles: NtroWorkflow {
    /// The runbook itself: a child's target, and what starts a run through the SDK's own client.
    const RUN: Def<Self> = Def::new();
    /// Sends a decision, without an answer: a refusal is only on record (contract B.2).
    const USER_ACTION: SignalRef<Self, ActionMessage> = SignalRef::new("user_action");
    /// Sends a decision and waits for the receipt or the refusal.
    const USER_ACTION_UPDATE: UpdateRef<Self, ActionMessage, Receipt> = UpdateRef::new("user_action");
    /// What the run waits for; `None` while it works on its own (contract B.3).
    const CURRENT_PENDING_ACTION: QueryRef<Self, (), Option<PendingAction>> =
        QueryRef::new("current_pending_action");
    /// The breadcrumb: the steps in source order (contract B.4).
    const CURRENT_STEPS: QueryRef<Self, (), Vec<StepDescriptor>> = QueryRef::new("current_steps");
    /// Everything that a screen needs (contract B.5). The argument `{"log_before": n}` turns the page of
    /// the log; `null` asks for the newest.
    const CURRENT_UI_STATE: QueryRef<Self, Value, UiState> = QueryRef::new("current_ui_state");
    /// What was shown in each step and what became of it (contract B.7). The argument `{"skip": n}`
    /// turns the page; `null` asks for the newest.
    const STEP_SNAPSHOTS: QueryRef<Self, Value, BTreeMap<String, StepSnapshot>> =
        QueryRef::new("step_snapshots");
    /// The direct children by the step that started them (contract B.6).
    const CHILDREN_BY_STEP_ID: QueryRef<Self, (), BTreeMap<String, Vec<ChildEntry>>> =
        QueryRef::new("children_by_step_id");
}

impl<W: NtroWorkflow> RunbookHandles for W {}
