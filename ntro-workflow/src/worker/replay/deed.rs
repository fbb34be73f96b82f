//! What a run does that its history keeps: the same words for what it did then and what it does now.

use std::fmt::{self, Display, Formatter};
use std::time::Duration;

use temporalio_protos::temporal::api::history::v1::HistoryEvent;
use temporalio_protos::temporal::api::history::v1::history_event::Attributes;

use crate::runbook::gate::DEADLINE_OF;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Deed {
    Activity { name: String },
    Timer { duration: Duration, of_gate: bool },
    Child { workflow_id: String, workflow_type: String },
    Completed,
    Failed { message: String },
    Cancelled,
    ContinuedAsNew,
}

impl Deed {
    pub(super) fn timer(duration: Duration, summary: Option<&str>) -> Self {
        Self::Timer { duration, of_gate: summary.is_some_and(|summary| summary.starts_with(DEADLINE_OF)) }
    }

    /// What an event says that the run did; nothing, of an event that happened to it, and of what the code
    /// is not watched at.
    pub(super) fn of(event: &HistoryEvent, summary: Option<&str>) -> Option<Self> {
        Some(match event.attributes.as_ref()? {
            Attributes::ActivityTaskScheduledEventAttributes(scheduled) => {
                Self::Activity { name: scheduled.activity_type.clone().unwrap_or_default().name }
            }
            Attributes::TimerStartedEventAttributes(started) => {
                let timeout = started.start_to_fire_timeout.unwrap_or_default();
                Self::timer(Duration::try_from(timeout).unwrap_or_default(), summary)
            }
            Attributes::StartChildWorkflowExecutionInitiatedEventAttributes(child) => Self::Child {
                workflow_id: child.workflow_id.clone(),
                workflow_type: child.workflow_type.clone().unwrap_or_default().name,
            },
            Attributes::WorkflowExecutionCompletedEventAttributes(_) => Self::Completed,
            Attributes::WorkflowExecutionFailedEventAttributes(failed) => {
                Self::Failed { message: failed.failure.clone().unwrap_or_default().message }
            }
            Attributes::WorkflowExecutionCanceledEventAttributes(_) => Self::Cancelled,
            Attributes::WorkflowExecutionContinuedAsNewEventAttributes(_) => Self::ContinuedAsNew,
            _ => return None,
        })
    }

    /// Whether a replay takes the one for the other: of a timer only that there is one, of an end only how.
    pub(super) fn replays(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Timer { .. }, Self::Timer { .. }) | (Self::Failed { .. }, Self::Failed { .. }) => true,
            (one, other) => one == other,
        }
    }
}

impl Display for Deed {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Activity { name } => write!(f, "the activity `{name}`"),
            Self::Timer { duration, of_gate: true } => write!(f, "a gate's deadline of {duration:?}"),
            Self::Timer { duration, of_gate: false } => write!(f, "a timer of {duration:?}"),
            Self::Child { workflow_id, workflow_type } => {
                write!(f, "the child run `{workflow_id}` of type `{workflow_type}`")
            }
            Self::Completed => f.write_str("the end of the run, completed"),
            Self::Failed { message } => write!(f, "the end of the run, failed: {message}"),
            Self::Cancelled => f.write_str("the end of the run, cancelled"),
            Self::ContinuedAsNew => f.write_str("the end of the run, continued as new"),
        }
    }
}
