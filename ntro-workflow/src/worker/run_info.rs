//! What the server knows of runs, without asking them: it needs no worker.

use jiff::Timestamp;
use serde::Serialize;
use temporalio_protos::temporal::api::enums::v1::WorkflowExecutionStatus;
use temporalio_protos::temporal::api::workflow::v1::WorkflowExecutionInfo;

/// A run, as the server lists it.
///
/// ```
/// use ntro_workflow::worker::{RunInfo, RunStatus};
///
/// fn line(run: &RunInfo) -> String {
///     let open = if run.status == RunStatus::Running { "open" } else { "closed" };
///     format!("{} ({}), {open}", run.workflow_id, run.slug())
/// }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RunInfo {
    /// The workflow id.
    pub workflow_id: String,
    /// The run id.
    pub run_id: String,
    /// The workflow type.
    pub workflow_type: String,
    /// The task queue on which its worker polls.
    pub task_queue: String,
    /// Where it stands.
    pub status: RunStatus,
    /// When it was started.
    pub started_at: Option<Timestamp>,
    /// When it closed; `None` while it is open.
    pub closed_at: Option<Timestamp>,
    /// The workflow id of the run that started it as a child.
    pub parent: Option<String>,
}

/// Where a run stands, as the server knows it.
///
/// ```
/// use ntro_workflow::worker::RunStatus;
///
/// assert_eq!(RunStatus::TimedOut.to_string(), "timed_out");
/// assert_eq!(serde_json::to_value(RunStatus::Running)?, "running");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RunStatus {
    /// Open.
    Running,
    /// Open, and somebody has paused it.
    Paused,
    /// Closed with a result.
    Completed,
    /// Closed with a failure; a rejected run is one.
    Failed,
    /// Closed as cancelled.
    Cancelled,
    /// Closed from outside, without clean-up.
    Terminated,
    /// Closed by its execution or run timeout.
    TimedOut,
    /// Closed, and gone on in a run with the same workflow id.
    ContinuedAsNew,
    /// A status that this version does not know.
    Unknown,
}

impl std::fmt::Display for RunStatus {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Running => "running",
            Self::Paused => "paused",
            Self::Completed => "completed",
            Self::Failed => "failed",
            Self::Cancelled => "cancelled",
            Self::Terminated => "terminated",
            Self::TimedOut => "timed_out",
            Self::ContinuedAsNew => "continued_as_new",
            Self::Unknown => "unknown",
        })
    }
}

impl RunInfo {
    pub(crate) fn new(info: WorkflowExecutionInfo) -> Self {
        let status = RunStatus::new(info.status());
        let execution = info.execution.unwrap_or_default();
        Self {
            workflow_id: execution.workflow_id,
            run_id: execution.run_id,
            workflow_type: info.r#type.unwrap_or_default().name,
            task_queue: info.task_queue,
            status,
            started_at: info.start_time.and_then(|time| timestamp(time.seconds, time.nanos)),
            closed_at: info.close_time.and_then(|time| timestamp(time.seconds, time.nanos)),
            parent: info.parent_execution.map(|parent| parent.workflow_id),
        }
    }

    /// The slug of its runbook, as its workflow type spells it: `NavCloseWorkflow` is `nav-close`. A
    /// workflow type that follows another rule is given as it is.
    ///
    /// ```
    /// # use ntro_workflow::worker::RunInfo;
    /// fn is_a_close(run: &RunInfo) -> bool {
    ///     run.slug() == "nav-close"
    /// }
    /// ```
    #[must_use]
    pub fn slug(&self) -> String {
        slug_of(&self.workflow_type)
    }
}

impl RunStatus {
    fn new(status: WorkflowExecutionStatus) -> Self {
        use WorkflowExecutionStatus as Sdk;
        match status {
            Sdk::Running => Self::Running,
            Sdk::Paused => Self::Paused,
            Sdk::Completed => Self::Completed,
            Sdk::Failed => Self::Failed,
            Sdk::Canceled => Self::Cancelled,
            Sdk::Terminated => Self::Terminated,
            Sdk::TimedOut => Self::TimedOut,
            Sdk::ContinuedAsNew => Self::ContinuedAsNew,
            Sdk::Unspecified => Self::Unknown,
        }
    }
}

fn timestamp(seconds: i64, nanos: i32) -> Option<Timestamp> {
    Timestamp::new(seconds, nanos).ok()
}

pub(crate) fn slug_of(workflow_type: &str) -> String {
    let Some(name) = workflow_type.strip_suffix("Workflow").filter(|name| !name.is_empty()) else {
        return workflow_type.to_owned();
    };
    let mut slug = String::new();
    for c in name.chars() {
        if c.is_ascii_uppercase() && !slug.is_empty() {
            slug.push('-');
        }
        slug.push(c.to_ascii_lowercase());
    }
    slug
}

/// The workflow type that the macros give a slug which names none (contract B.11).
fn workflow_type_of(slug: &str) -> String {
    let capitalized = |word: &str| {
        let mut chars = word.chars();
        chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
    };
    format!("{}Workflow", slug.split('-').map(capitalized).collect::<String>())
}

/// Which runs are listed: the open ones, at most 100, newest first, unless it says otherwise.
///
/// ```no_run
/// # use ntro_workflow::worker::{Client, ClientError, RunFilter};
/// # async fn example(client: &Client) -> Result<(), ClientError> {
/// for run in client.runs(&RunFilter::closed().slug("nav-close").limit(10)).await? {
///     println!("{}: {}", run.workflow_id, run.status);
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use = "a filter does nothing until it is given to a client"]
pub struct RunFilter {
    open: bool,
    children: bool,
    slug: Option<String>,
    limit: usize,
}

impl RunFilter {
    /// The runs that are open.
    pub fn open() -> Self {
        Self { open: true, children: true, slug: None, limit: 100 }
    }

    /// The runs that have closed, for as long as the server keeps them.
    pub fn closed() -> Self {
        Self { open: false, ..Self::open() }
    }

    /// Only those of one runbook, by the workflow type that its slug has by default.
    pub fn slug(self, slug: &str) -> Self {
        Self { slug: Some(slug.to_owned()), ..self }
    }

    /// Only those that no other run has started.
    ///
    /// ```
    /// use ntro_workflow::worker::RunFilter;
    ///
    /// assert_ne!(RunFilter::open().without_children(), RunFilter::open());
    /// ```
    pub fn without_children(self) -> Self {
        Self { children: false, ..self }
    }

    /// At most so many.
    pub fn limit(self, limit: usize) -> Self {
        Self { limit, ..self }
    }

    pub(crate) fn at_most(&self) -> usize {
        self.limit
    }

    /// As the server's visibility store is asked.
    pub(crate) fn query(&self) -> String {
        let is = if self.open { "=" } else { "!=" };
        let mut query = format!("ExecutionStatus {is} 'Running'");
        if !self.children {
            query.push_str(" AND ParentWorkflowId IS NULL");
        }
        if let Some(slug) = &self.slug {
            let workflow_type = workflow_type_of(slug).replace('\'', "''");
            query.push_str(&format!(" AND WorkflowType = '{workflow_type}'"));
        }
        query
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_and_workflow_types_go_over_into_each_other() {
        for (slug, workflow_type) in [
            ("document-ingest", "DocumentIngestWorkflow"),
            ("nav", "NavWorkflow"),
            ("nav-2x", "Nav2xWorkflow"),
        ] {
            assert_eq!(workflow_type_of(slug), workflow_type);
        }
        assert_eq!(slug_of("DocumentIngestWorkflow"), "document-ingest");
        assert_eq!(slug_of("somebody_elses"), "somebody_elses");
        assert_eq!(slug_of("Workflow"), "Workflow");
    }

    #[test]
    fn a_slug_cannot_end_the_query() {
        let query = RunFilter::open().slug("a' OR 'b").query();
        assert_eq!(query, "ExecutionStatus = 'Running' AND WorkflowType = 'A'' OR ''bWorkflow'");
    }
}
