//! Typed names for clients: `DocumentIngest::RUN`, `DocumentIngest::CURRENT_STEPS`, and one per
//! handler of the author's.

use std::collections::BTreeMap;
use std::marker::PhantomData;

use serde_json::Value;
use temporalio_workflow::common::{
    HasWorkflowDefinition, QueryDefinition, SignalDefinition, UpdateDefinition, WorkflowDefinition,
};

use crate::runbook::definition::{NtroWorkflow, Payload};
use crate::wire::{ActionMessage, ChildEntry, PendingAction, Receipt, StepDescriptor, StepSnapshot, UiState};

/// A runbook as clients start it: typed input, typed output.
pub struct Def<W>(PhantomData<fn() -> W>);

impl<W> Def<W> {
    /// The one value.
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
            /// Names it.
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
    SignalRef<W, P>
}
typed_name! {
    /// A query of the runbook `W` that takes a `P` and answers an `R`.
    QueryRef<W, P, R>
}
typed_name! {
    /// An update of the runbook `W` that takes a `P` and answers an `R`.
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

/// The names that every runbook has, on its type.
pub trait RunbookHandles: NtroWorkflow {
    /// Starts a run.
    const RUN: Def<Self> = Def::new();
    /// Sends a decision, without an answer.
    const USER_ACTION: SignalRef<Self, ActionMessage> = SignalRef::new("user_action");
    /// Sends a decision and waits for the receipt or the refusal.
    const USER_ACTION_UPDATE: UpdateRef<Self, ActionMessage, Receipt> = UpdateRef::new("user_action");
    /// What the run waits for.
    const CURRENT_PENDING_ACTION: QueryRef<Self, (), Option<PendingAction>> =
        QueryRef::new("current_pending_action");
    /// The breadcrumb.
    const CURRENT_STEPS: QueryRef<Self, (), Vec<StepDescriptor>> = QueryRef::new("current_steps");
    /// Everything that a screen needs. The argument `{"log_before": n}` turns the page of the log.
    const CURRENT_UI_STATE: QueryRef<Self, Value, UiState> = QueryRef::new("current_ui_state");
    /// What was shown in each step and what became of it. The argument `{"skip": n}` turns the page.
    const STEP_SNAPSHOTS: QueryRef<Self, Value, BTreeMap<String, StepSnapshot>> =
        QueryRef::new("step_snapshots");
    /// The direct children by step.
    const CHILDREN_BY_STEP_ID: QueryRef<Self, (), BTreeMap<String, Vec<ChildEntry>>> =
        QueryRef::new("children_by_step_id");
}

impl<W: NtroWorkflow> RunbookHandles for W {}
