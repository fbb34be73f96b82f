//! The gates that are open in a run and below it.

use ntro_workflow::wire::action::Address;
use ntro_workflow::wire::{Action, ChildStatus, PendingAction, PendingKind, QualityResults, QualityStatus};
use ntro_workflow::worker::RunTree;
use serde_json::Value;

/// An open gate, and the run that it is a gate of.
///
/// ```
/// use ntro_console::OpenGate;
///
/// fn line(gate: &OpenGate) -> String {
///     format!("{} of {}: {}", gate.name(), gate.workflow_id, gate.pending.reason.as_deref().unwrap_or("?"))
/// }
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct OpenGate {
    /// The run that is to be answered.
    pub workflow_id: String,
    /// The slug of its runbook.
    pub slug: String,
    /// What it waits for.
    pub pending: PendingAction,
}

impl OpenGate {
    /// The name of the step and of the gate in it, such as `review/review`: the same in every run.
    ///
    /// ```
    /// # use ntro_console::OpenGate;
    /// fn is_the_sign_off(gate: &OpenGate) -> bool {
    ///     gate.name() == "sign_off/sign_off"
    /// }
    /// ```
    #[must_use]
    pub fn name(&self) -> String {
        let mut parts = self.id().splitn(3, '/');
        match (parts.next(), parts.next()) {
            (Some(step), Some(gate)) => format!("{step}/{gate}"),
            (Some(only), None) => only.to_owned(),
            (None, _) => String::new(),
        }
    }

    /// The id of the opening.
    #[must_use]
    pub fn id(&self) -> &str {
        self.pending.gate_id.as_deref().unwrap_or_default()
    }

    /// What an answer to it names: exactly what is shown.
    ///
    /// ```no_run
    /// # use ntro_console::OpenGate;
    /// # use ntro_workflow::worker::{Client, ClientError};
    /// # async fn example(client: &Client, gate: &OpenGate) -> Result<(), ClientError> {
    /// use ntro_workflow::wire::action::UserActionMessage;
    ///
    /// let run = client.untyped_run(&gate.workflow_id);
    /// run.act(UserActionMessage::approve().at(&gate.address())).await?;
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn address(&self) -> Address {
        let address = Address::new(self.id());
        let address = self.pending.revision.into_iter().fold(address, Address::revision);
        self.pending.digest.iter().cloned().fold(address, Address::digest)
    }

    /// Whether it is decided, and not submitted to.
    #[must_use]
    pub fn is_review(&self) -> bool {
        self.pending.kind == PendingKind::InteractiveReview
    }

    /// Whether it is a collection of documents, whose slots are filled by children: it is decided on, if at all,
    /// when one of them has failed.
    #[must_use]
    pub fn is_collection(&self) -> bool {
        self.pending.kind == PendingKind::SubmitFiles && self.pending.actions.contains(&Action::Rejected)
    }

    /// The sources of the slots of a collection that have failed, and why.
    ///
    /// ```
    /// # use ntro_console::OpenGate;
    /// use ntro_workflow::wire::RowAction;
    ///
    /// fn once_more(gate: &OpenGate) -> Vec<RowAction> {
    ///     gate.failed_slots().into_iter().map(|(source, _)| RowAction::custom("retry", source)).collect()
    /// }
    /// ```
    #[must_use]
    pub fn failed_slots(&self) -> Vec<(String, String)> {
        let hint = self.pending.display_hint.as_ref();
        let slots = hint.and_then(|hint| hint.config.get("expected")?.as_array());
        let text = |slot: &Value, key: &str| slot.get(key).and_then(Value::as_str).map(str::to_owned);
        let failed = |slot: &&Value| text(slot, "status").as_deref() == Some("failed");
        let told = |slot: &Value| Some((text(slot, "source")?, text(slot, "message").unwrap_or_default()));
        slots.into_iter().flatten().filter(failed).filter_map(told).collect()
    }

    /// Whether somebody has to say how a collection goes on: one of its slots has failed.
    pub(crate) fn is_stuck(&self) -> bool {
        self.is_collection() && !self.failed_slots().is_empty()
    }

    /// What its checks have found so far, where some of them are still at it.
    pub(crate) fn running_checks(&self) -> Option<&QualityResults> {
        self.pending.checks.as_ref().filter(|checks| checks.status == QualityStatus::Running)
    }

    /// The signal that a submission is brought by, and the run that takes it, as `args` says.
    #[must_use]
    pub fn signal(&self) -> Option<(&str, &str)> {
        let args = self.pending.args.as_ref()?;
        let name = args.get("signal_name")?.as_str()?;
        let target = args.get("signal_task_id").and_then(|id| id.as_str());
        Some((name, target.unwrap_or(&self.workflow_id)))
    }
}

/// The open gates of a run and of the runs below it: a run's own first, each oldest first. A child that has ended shows
/// the gates that were open then; nobody waits at them any more.
///
/// ```
/// use ntro_console::open_gates;
/// use ntro_workflow::worker::RunTree;
///
/// fn waits_for_a_person(tree: &RunTree) -> bool {
///     !open_gates(tree).is_empty()
/// }
/// ```
#[must_use]
pub fn open_gates(tree: &RunTree) -> Vec<OpenGate> {
    let own = tree.state.iter().flat_map(|state| &state.pending_actions);
    let own = own.filter(|pending| pending.kind != PendingKind::DrillDown);
    let own = own.map(|pending| OpenGate {
        workflow_id: tree.workflow_id.clone(),
        slug: tree.slug.clone(),
        pending: pending.clone(),
    });
    let is_open = |child: &&RunTree| child.status.is_none_or(|status| status == ChildStatus::Running);
    own.chain(tree.children.iter().filter(is_open).flat_map(open_gates)).collect()
}
