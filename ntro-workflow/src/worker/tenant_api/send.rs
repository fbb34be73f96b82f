//! A request sent to its run.

use std::time::Duration;

use serde::Serialize;

use crate::wire::action::UserActionMessage;
use crate::wire::{Action, Receipt, Refusal, RefusalReason};
use crate::worker::client::{Client, ClientError};
use crate::worker::tenant_api::error::{BodyProblem, TenantApiError};
use crate::worker::tenant_api::peer;
use crate::worker::tenant_api::row_action::TaskRowActionDto;
use crate::worker::tenant_api::task_action::TaskActionDto;
use crate::worker::untyped::UntypedRun;

/// As long as a screen is to wait for the answer of a run.
const PATIENCE: Duration = Duration::from_secs(10);

/// The ledgers of the contract.
const LEDGERS: [&str; 1] = ["expenses"];

/// As long as a workflow id may be on the server.
const LONGEST_TASK_ID: usize = 1_000;

/// The requests of screens, sent to runs. Cheap to clone.
///
/// ```no_run
/// use ntro_workflow::worker::Client;
/// use ntro_workflow::worker::tenant_api::TenantApi;
///
/// # async fn example(client: &Client, task_id: &str, body: &[u8]) -> (u16, String) {
/// let api = TenantApi::new(client);
/// let (status, answer) = match api.act(task_id, body).await {
///     Ok(done) => (200, serde_json::to_string(&done)),
///     Err(error) => (error.status(), serde_json::to_string(&error)),
/// };
/// # (status, answer.unwrap_or_default())
/// # }
/// ```
#[derive(Clone)]
pub struct TenantApi {
    client: Client,
    ledgers: Vec<String>,
    patience: Duration,
}

/// A request that worked. As JSON it is the contract's `{"ok": true}`.
///
/// ```
/// use ntro_workflow::worker::tenant_api::Done;
///
/// assert_eq!(serde_json::to_string(&Done::new(None))?, r#"{"ok":true}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Done {
    ok: bool,
    /// What the run says of it: which opening, its revision and digest afterwards, whether it is closed. A
    /// peer that takes signals only says nothing.
    #[serde(skip)]
    pub receipt: Option<Receipt>,
}

impl Done {
    /// A request that worked, with what the run says of it.
    #[must_use]
    pub fn new(receipt: Option<Receipt>) -> Self {
        Self { ok: true, receipt }
    }
}

impl TenantApi {
    /// For the runs that this client reaches.
    #[must_use]
    pub fn new(client: &Client) -> Self {
        let ledgers = LEDGERS.map(str::to_owned).to_vec();
        Self { client: client.clone(), ledgers, patience: PATIENCE }
    }

    /// The ledgers that row actions may name; `expenses` by default, as in the contract.
    #[must_use]
    pub fn ledgers(self, ledgers: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Self { ledgers: ledgers.into_iter().map(Into::into).collect(), ..self }
    }

    /// How long to wait for a run's answer; ten seconds by default.
    #[must_use]
    pub fn patience(self, patience: Duration) -> Self {
        Self { patience, ..self }
    }

    /// A decision: `POST /tasks/:taskId/action`.
    ///
    /// With an `action_id` in the body the request may be sent again when its answer got lost: it is
    /// applied once, and gives the same receipt.
    ///
    /// # Errors
    /// [`TenantApiError`], which has the status and the envelope to answer with.
    pub async fn act(&self, task_id: &str, body: &[u8]) -> Result<Done, TenantApiError> {
        self.send(task_id, TaskActionDto::read(body).map(TaskActionDto::into_message)).await
    }

    /// An action on one row: `POST /tasks/:taskId/row-action`. The gate stays open.
    ///
    /// # Errors
    /// As [`TenantApi::act`].
    pub async fn act_on_row(&self, task_id: &str, body: &[u8]) -> Result<Done, TenantApiError> {
        let ledgers: Vec<_> = self.ledgers.iter().map(String::as_str).collect();
        let read = TaskRowActionDto::read(body, &ledgers);
        self.send(task_id, read.map(TaskRowActionDto::into_message)).await
    }

    /// `POST /tasks/:taskId/approve`.
    ///
    /// # Errors
    /// As [`TenantApi::act`].
    pub async fn approve(&self, task_id: &str, body: &[u8]) -> Result<Done, TenantApiError> {
        let read = TaskActionDto::read_decided(Action::Approved, body);
        self.send(task_id, read.map(TaskActionDto::into_message)).await
    }

    /// `POST /tasks/:taskId/reject`.
    ///
    /// # Errors
    /// As [`TenantApi::act`].
    pub async fn reject(&self, task_id: &str, body: &[u8]) -> Result<Done, TenantApiError> {
        let read = TaskActionDto::read_decided(Action::Rejected, body);
        self.send(task_id, read.map(TaskActionDto::into_message)).await
    }

    async fn send(
        &self,
        task_id: &str,
        read: Result<UserActionMessage, Vec<BodyProblem>>,
    ) -> Result<Done, TenantApiError> {
        let mut problems = task_id_problem(task_id).into_iter().collect::<Vec<_>>();
        let message = match read {
            Ok(message) if problems.is_empty() => message,
            Ok(_) => return Err(TenantApiError::Malformed(problems)),
            Err(found) => {
                problems.extend(found);
                return Err(TenantApiError::Malformed(problems));
            }
        };
        let run = self.client.untyped_run(task_id);
        let updated = match tokio::time::timeout(self.patience, run.act(message.clone())).await {
            Ok(updated) => updated,
            Err(_) => return Err(self.silence(&run).await),
        };
        match updated {
            Ok(receipt) => Ok(Done::new(Some(receipt))),
            Err(ClientError::Refused(refusal)) => Err(TenantApiError::Refused(refusal)),
            Err(ClientError::NotFound(_)) => Err(self.not_open(&run).await),
            // It was applied; only the receipt is of a shape that is not ours.
            Err(ClientError::Payload { .. }) => Ok(Done::new(None)),
            Err(ClientError::Server(said)) if peer::has_no_update(&said) => self.signal(&run, message).await,
            Err(error) => Err(TenantApiError::Unavailable(error.to_string())),
        }
    }

    /// To a run without the update, such as one of the Python package.
    async fn signal(&self, run: &UntypedRun, message: UserActionMessage) -> Result<Done, TenantApiError> {
        let message = message.into_message();
        if message.address.is_some() {
            let sentence = "this task shows no gate ids, so the answer was meant for another one; reload it";
            return Err(TenantApiError::Refused(Refusal::new(RefusalReason::UnknownGate, sentence)));
        }
        let sent =
            tokio::time::timeout(self.patience, run.signal("user_action", &peer::spelled(&message))).await;
        match sent {
            Ok(Ok(())) => Ok(Done::new(None)),
            Ok(Err(ClientError::NotFound(_))) => Err(self.not_open(run).await),
            Ok(Err(error)) => Err(TenantApiError::Unavailable(error.to_string())),
            Err(_) => Err(TenantApiError::TimedOut(run.workflow_id().to_owned())),
        }
    }

    /// There is none, or it is closed: the server says the same of both until it is asked.
    async fn not_open(&self, run: &UntypedRun) -> TenantApiError {
        let task_id = run.workflow_id().to_owned();
        match tokio::time::timeout(self.patience, run.info()).await {
            Ok(Ok(_)) => TenantApiError::Closed(task_id),
            Ok(Err(ClientError::NotFound(_))) => TenantApiError::UnknownTask(task_id),
            Ok(Err(error)) => TenantApiError::Unavailable(error.to_string()),
            Err(_) => TenantApiError::TimedOut(task_id),
        }
    }

    /// Nobody has answered: is there anybody?
    async fn silence(&self, run: &UntypedRun) -> TenantApiError {
        let task_id = run.workflow_id().to_owned();
        let has_worker = async {
            let info = run.info().await?;
            self.client.has_worker(&info.task_queue).await
        };
        match tokio::time::timeout(self.patience, has_worker).await {
            Ok(Ok(false)) => TenantApiError::NoWorker(task_id),
            Ok(Err(ClientError::NotFound(_))) => TenantApiError::UnknownTask(task_id),
            _ => TenantApiError::TimedOut(task_id),
        }
    }
}

fn task_id_problem(task_id: &str) -> Option<BodyProblem> {
    let fits = !task_id.trim().is_empty()
        && task_id.len() <= LONGEST_TASK_ID
        && !task_id.chars().any(char::is_control);
    (!fits).then(|| BodyProblem {
        key: "taskId".to_owned(),
        message: "the task id is none; send the one of the task list, `parent:step:slug` for a child"
            .to_owned(),
    })
}
