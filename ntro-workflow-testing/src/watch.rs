//! One run, watched from outside: its history as it grows, and what the server knows of it.

use std::fmt;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use ntro_workflow::worker::{Client, History, UntypedRun};
use temporalio_client::{NamespacedClient as _, tonic};
use temporalio_protos::temporal::api::common::v1::WorkflowExecution;
use temporalio_protos::temporal::api::enums::v1::{EventType, PendingActivityState, TimeoutType};
use temporalio_protos::temporal::api::failure::v1::Failure as SdkFailure;
use temporalio_protos::temporal::api::history::v1::HistoryEvent;
use temporalio_protos::temporal::api::history::v1::history_event::Attributes;
use temporalio_protos::temporal::api::workflow::v1::PendingActivityInfo;
use temporalio_protos::temporal::api::workflowservice::v1::{
    DescribeWorkflowExecutionRequest, DescribeWorkflowExecutionResponse, GetWorkflowExecutionHistoryRequest,
};

use crate::failure::Wrong;
use crate::outcome::Close;

/// One run of a tree.
pub(crate) struct WatchedRun {
    pub(crate) run: UntypedRun,
    /// The run id, known when it was first described.
    run_id: String,
    events: Vec<HistoryEvent>,
    /// Where the next page of the history starts.
    page: Vec<u8>,
}

/// What the server knows of a run at one moment.
pub(crate) struct Standing {
    /// The run's own clock.
    pub(crate) now: Timestamp,
    /// Why it does not rest; `None` if it waits for a person, a signal or a timer.
    pub(crate) busy: Option<Busy>,
    pub(crate) closed: bool,
    /// The ids of the open children, in order.
    pub(crate) children: Vec<String>,
    /// The activities that are under way, with what is known of each attempt.
    pub(crate) activities: Vec<PendingActivity>,
    /// How many events its history has.
    events: usize,
}

/// An activity that is under way.
pub(crate) struct PendingActivity {
    pub(crate) name: String,
    attempt: i32,
    last_failure: Option<String>,
}

/// What keeps a run from resting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Busy {
    /// It, or an activity of it, works.
    Works,
    /// An activity waits this long to be tried again.
    BacksOff(SignedDuration),
}

/// A timer that has not fired.
pub(crate) struct OpenTimer {
    pub(crate) due: Timestamp,
}

impl WatchedRun {
    pub(crate) fn new(run: UntypedRun) -> Self {
        let run_id = run.run_id().unwrap_or_default().to_owned();
        Self { run, run_id, events: Vec::new(), page: Vec::new() }
    }

    pub(crate) fn events(&self) -> &[HistoryEvent] {
        &self.events
    }

    /// The name of the run in a tree: empty for the root.
    pub(crate) fn label(&self) -> &str {
        label(self.run.workflow_id())
    }

    /// As people read it.
    pub(crate) fn spoken(&self) -> String {
        label_of(self.run.workflow_id())
    }

    fn execution(&self) -> WorkflowExecution {
        WorkflowExecution { workflow_id: self.run.workflow_id().to_owned(), run_id: self.run_id.clone() }
    }

    pub(crate) async fn standing(&mut self) -> Result<Standing, Wrong> {
        let request = DescribeWorkflowExecutionRequest {
            namespace: client(&self.run).sdk().namespace(),
            execution: Some(self.execution()),
        };
        let mut service = client(&self.run).sdk().connection().workflow_service();
        let described = service.describe_workflow_execution(tonic::Request::new(request)).await;
        let described = described.map_err(|status| rpc(&status))?.into_inner();
        if let Some(execution) =
            described.workflow_execution_info.as_ref().and_then(|info| info.execution.as_ref())
        {
            self.run_id.clone_from(&execution.run_id);
        }
        Ok(Standing::new(described))
    }

    /// Whether everything that the server has of its history is here.
    pub(crate) fn is_behind(&self, standing: &Standing) -> bool {
        self.events.len() < standing.events
    }

    /// Waits for more of its history; the server answers with nothing after a while.
    pub(crate) async fn read_on(&mut self) -> Result<(), Wrong> {
        self.read_page(true).await
    }

    /// Reads its history once more where that which was read while it grew is not whole, so that what is to be
    /// replayed is never left out.
    pub(crate) async fn read_whole(&mut self) -> Result<(), Wrong> {
        let is_task = |event: &HistoryEvent| event.event_type() == EventType::WorkflowTaskCompleted;
        if !self.events.iter().any(is_task) || History::from_events(self.events.clone()).is_ok() {
            return Ok(());
        }
        self.events.clear();
        self.page.clear();
        loop {
            self.read_page(false).await?;
            if self.page.is_empty() {
                break;
            }
        }
        let whole = History::from_events(self.events.clone());
        whole.map(drop).map_err(|error| Wrong::Rpc(format!("the history of {}: {error}", self.spoken())))
    }

    async fn read_page(&mut self, wait_new_event: bool) -> Result<(), Wrong> {
        let request = GetWorkflowExecutionHistoryRequest {
            namespace: client(&self.run).sdk().namespace(),
            execution: Some(self.execution()),
            next_page_token: self.page.clone(),
            wait_new_event,
            ..Default::default()
        };
        let mut service = client(&self.run).sdk().connection().workflow_service();
        let page = service.get_workflow_execution_history(tonic::Request::new(request)).await;
        let page = page.map_err(|status| rpc(&status))?.into_inner();
        self.events.extend(page.history.unwrap_or_default().events);
        self.page = page.next_page_token;
        Ok(())
    }

    /// The failure of a workflow task that was not made up for since: the run would try it for ever.
    pub(crate) fn failed_task(&self) -> Option<String> {
        let failed = History::failed_task(&self.events)?;
        let message = failed.failure.as_ref().map(with_causes).unwrap_or_default();
        Some(format!("{}: {message}", failed.cause().as_str_name()))
    }

    /// Whether something is on its way that the server does not count as pending: the first workflow task,
    /// or a message to another run.
    pub(crate) fn is_about_to(&self) -> bool {
        let (mut begun, mut sent) = (false, 0_i32);
        for event in &self.events {
            match &event.attributes {
                Some(Attributes::WorkflowTaskCompletedEventAttributes(_)) => begun = true,
                Some(
                    Attributes::RequestCancelExternalWorkflowExecutionInitiatedEventAttributes(_)
                    | Attributes::SignalExternalWorkflowExecutionInitiatedEventAttributes(_),
                ) => sent += 1,
                Some(
                    Attributes::ExternalWorkflowExecutionCancelRequestedEventAttributes(_)
                    | Attributes::RequestCancelExternalWorkflowExecutionFailedEventAttributes(_)
                    | Attributes::ExternalWorkflowExecutionSignaledEventAttributes(_)
                    | Attributes::SignalExternalWorkflowExecutionFailedEventAttributes(_),
                ) => sent -= 1,
                _ => {}
            }
        }
        !begun || sent > 0
    }

    /// Whether it was asked to cancel.
    pub(crate) fn is_asked_to_cancel(&self) -> bool {
        let asked = |event: &HistoryEvent| {
            matches!(&event.attributes, Some(Attributes::WorkflowExecutionCancelRequestedEventAttributes(_)))
        };
        self.events.iter().any(asked)
    }

    /// How it ended, if it has.
    pub(crate) fn close(&self) -> Option<Close> {
        close_of(self.events.last()?)
    }

    /// The run as which it went on, if it did. From then on it is asked by its own run id.
    pub(crate) fn successor(&mut self) -> Option<UntypedRun> {
        let Some(Attributes::WorkflowExecutionContinuedAsNewEventAttributes(continued)) =
            self.events.last()?.attributes.as_ref()
        else {
            return None;
        };
        self.run = self.run.at_run(&self.run_id);
        Some(self.run.at_run(&continued.new_execution_run_id))
    }

    /// The timers that run, the gates' included.
    pub(crate) fn timers(&self) -> Vec<OpenTimer> {
        let mut open: Vec<(i64, OpenTimer)> = Vec::new();
        for event in &self.events {
            match &event.attributes {
                Some(Attributes::TimerStartedEventAttributes(started)) => {
                    let started_at = time_of(event);
                    let lasts = started.start_to_fire_timeout.unwrap_or_default();
                    let lasts = SignedDuration::new(lasts.seconds, lasts.nanos);
                    let due = started_at.and_then(|at| at.checked_add(lasts).ok());
                    open.extend(due.map(|due| (event.event_id, OpenTimer { due })));
                }
                Some(Attributes::TimerFiredEventAttributes(fired)) => {
                    open.retain(|(id, _)| *id != fired.started_event_id);
                }
                Some(Attributes::TimerCanceledEventAttributes(cancelled)) => {
                    open.retain(|(id, _)| *id != cancelled.started_event_id);
                }
                _ => {}
            }
        }
        open.into_iter().map(|(_, timer)| timer).collect()
    }

    /// When it started, by its own clock.
    pub(crate) fn started(&self) -> Option<Timestamp> {
        self.events.first().and_then(time_of)
    }

    /// When it ended, by its own clock, if it has.
    pub(crate) fn ended(&self) -> Option<Timestamp> {
        self.events.last().filter(|last| close_of(last).is_some()).and_then(time_of)
    }

    /// The children that it has started: id and workflow type.
    pub(crate) fn started_children(&self) -> Vec<(String, String)> {
        let started = self.events.iter().filter_map(|event| match &event.attributes {
            Some(Attributes::ChildWorkflowExecutionStartedEventAttributes(started)) => Some(started),
            _ => None,
        });
        let named = started.filter_map(|started| {
            let id = started.workflow_execution.as_ref()?.workflow_id.clone();
            Some((id, started.workflow_type.as_ref()?.name.clone()))
        });
        named.collect()
    }

    /// Its history, if there is anything in it to be replayed.
    pub(crate) fn into_history(self) -> Option<History> {
        History::from_events(self.events).ok()
    }
}

fn time_of(event: &HistoryEvent) -> Option<Timestamp> {
    event.event_time.and_then(|at| timestamp(at.seconds, at.nanos))
}

impl Standing {
    fn new(described: DescribeWorkflowExecutionResponse) -> Self {
        let info = described.workflow_execution_info.unwrap_or_default();
        let skipped = described.workflow_extended_info.and_then(|info| info.time_skipping_info);
        let now = skipped.and_then(|skipped| skipped.current_time);
        let now = now.and_then(|now| timestamp(now.seconds, now.nanos)).unwrap_or_else(Timestamp::now);
        let activities = &described.pending_activities;
        let busy = match described.pending_workflow_task {
            Some(_) => Some(Busy::Works),
            None => busy_with(activities, now),
        };
        let children = described.pending_children.into_iter().map(|child| child.workflow_id);
        let mut children: Vec<_> = children.collect();
        children.sort();
        Self {
            now,
            busy,
            closed: info.close_time.is_some(),
            children,
            activities: activities.iter().map(PendingActivity::new).collect(),
            events: usize::try_from(info.history_length).unwrap_or_default(),
        }
    }
}

fn busy_with(activities: &[PendingActivityInfo], now: Timestamp) -> Option<Busy> {
    let waits = |activity: &PendingActivityInfo| match activity.state() {
        PendingActivityState::Scheduled => activity
            .next_attempt_schedule_time
            .and_then(|at| timestamp(at.seconds, at.nanos))
            .map(|at| at.duration_since(now))
            .filter(SignedDuration::is_positive),
        _ => None,
    };
    let mut shortest: Option<SignedDuration> = None;
    for activity in activities {
        let Some(wait) = waits(activity) else { return Some(Busy::Works) };
        shortest = Some(shortest.map_or(wait, |shortest| shortest.min(wait)));
    }
    shortest.map(Busy::BacksOff)
}

impl PendingActivity {
    fn new(activity: &PendingActivityInfo) -> Self {
        let name = activity.activity_type.as_ref().map(|kind| kind.name.clone()).unwrap_or_default();
        let last_failure = activity.last_failure.as_ref().map(with_causes);
        Self { name, attempt: activity.attempt, last_failure }
    }
}

impl fmt::Display for PendingActivity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.last_failure {
            Some(failure) => write!(f, "{}, attempt {}: {failure}", self.name, self.attempt),
            None => f.write_str(&self.name),
        }
    }
}

/// What a child's id says below the root's, which has no colon.
pub(crate) fn label(workflow_id: &str) -> &str {
    workflow_id.split_once(':').map_or("", |(_, label)| label)
}

/// A run as people read it.
pub(crate) fn label_of(workflow_id: &str) -> String {
    match label(workflow_id) {
        "" => "the run".to_owned(),
        label => format!("the child `{label}`"),
    }
}

fn close_of(last: &HistoryEvent) -> Option<Close> {
    match last.attributes.as_ref()? {
        Attributes::WorkflowExecutionCompletedEventAttributes(completed) => {
            let payloads = completed.result.as_ref().map_or(&[][..], |result| &result.payloads);
            let result = payloads.first().and_then(|payload| serde_json::from_slice(&payload.data).ok());
            Some(Close::Completed { result: result.unwrap_or_default() })
        }
        Attributes::WorkflowExecutionFailedEventAttributes(failed) => {
            let failure = failed.failure.clone().unwrap_or_default();
            Some(Close::Failed { kind: kind_of(&failure), message: with_causes(&failure) })
        }
        Attributes::WorkflowExecutionCanceledEventAttributes(_) => Some(Close::Cancelled),
        Attributes::WorkflowExecutionTerminatedEventAttributes(_) => Some(Close::Terminated),
        Attributes::WorkflowExecutionTimedOutEventAttributes(_) => Some(Close::TimedOut),
        Attributes::WorkflowExecutionContinuedAsNewEventAttributes(_) => Some(Close::ContinuedAsNew),
        _ => None,
    }
}

fn kind_of(failure: &SdkFailure) -> String {
    use temporalio_protos::temporal::api::failure::v1::failure::FailureInfo;
    match &failure.failure_info {
        Some(FailureInfo::ApplicationFailureInfo(info)) if !info.r#type.is_empty() => info.r#type.clone(),
        Some(FailureInfo::TimeoutFailureInfo(info)) => match info.timeout_type() {
            TimeoutType::Unspecified => "TimedOut".to_owned(),
            other => other.as_str_name().to_owned(),
        },
        _ => "Failed".to_owned(),
    }
}

/// What a failure says, with what caused it.
fn with_causes(failure: &SdkFailure) -> String {
    let mut text = failure.message.clone();
    let mut cause = failure.cause.as_deref();
    while let Some(failure) = cause {
        if !failure.message.is_empty() && !text.contains(&failure.message) {
            text = format!("{text}: {}", failure.message);
        }
        cause = failure.cause.as_deref();
    }
    text
}

pub(crate) fn client(run: &UntypedRun) -> &Client {
    run.client()
}

pub(crate) fn rpc(status: &tonic::Status) -> Wrong {
    Wrong::Rpc(status.message().to_owned())
}

pub(crate) fn timestamp(seconds: i64, nanos: i32) -> Option<Timestamp> {
    Timestamp::new(seconds, nanos).ok()
}

/// How long to wait for news of a run before it is asked again: an activity that fails and is tried again
/// leaves nothing in the history.
pub(crate) const TICK: Duration = Duration::from_millis(100);

#[cfg(test)]
mod tests {
    use super::{label, label_of};

    #[test]
    fn a_run_is_called_by_what_its_id_says_below_the_roots() {
        assert_eq!((label("close-1-2"), label_of("close-1-2").as_str()), ("", "the run"));
        let grandchild = "close-1-2:collect:ingest:scan";
        assert_eq!(label(grandchild), "collect:ingest:scan");
        assert_eq!(label_of(grandchild), "the child `collect:ingest:scan`");
    }
}
