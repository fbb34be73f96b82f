//! The client: connects, starts runs, and finds them again.

mod error;
mod stuck;

use std::str::FromStr as _;

use futures_util::TryStreamExt as _;
use serde_json::Value;
use temporalio_client::envconfig::LoadClientConfigProfileOptions;
use temporalio_client::errors::{ClientError as SdkError, WorkflowStartError};
use temporalio_client::{
    Client as SdkClient, ClientOptions, Connection, ConnectionOptions, NamespacedClient as _, Url,
    WorkflowListOptions, WorkflowStartOptions, tonic,
};
use temporalio_protos::temporal::api::enums::v1::TaskQueueKind;
use temporalio_protos::temporal::api::taskqueue::v1::TaskQueue;
use temporalio_protos::temporal::api::workflowservice::v1::DescribeTaskQueueRequest;

use crate::runbook::definition::NtroWorkflow;
use crate::runbook::error::with_causes;
use crate::worker::raw::{RawRun, encode};
use crate::worker::run::RunHandle;
use crate::worker::run_info::{RunFilter, RunInfo};
use crate::worker::untyped::UntypedRun;

pub use error::ClientError;

/// A connection to Temporal, in one namespace. Cheap to clone.
///
/// ```no_run
/// # use ntro_workflow::prelude::*;
/// # #[derive(Default)] struct Close { rate: f64 }
/// # #[ntro_workflow(slug = "nav-close")] impl Close {
/// #     #[run] async fn run(_ctx: &Ctx<Self>, period: String) -> RunbookResult<String> { Ok(period) }
/// #     #[signal] fn note(&mut self, _note: String) {}
/// #     #[query] fn rate_of(&self, _currency: String) -> f64 { self.rate }
/// #     #[update] fn set_rate(&mut self, rate: f64) -> f64 { std::mem::replace(&mut self.rate, rate) }
/// # }
/// # use ntro_workflow::worker::{Client, ClientError};
/// # async fn example() -> Result<(), ClientError> {
/// let client = Client::from_environment().await?;
/// let run = client.start::<Close>("runbooks", "close-2026-03", &"2026-03".to_owned()).await?;
/// let last = client.run::<Close>("close-2026-02"); // started by somebody else
/// println!("{} runs; the last one closed {}", run.workflow_id(), last.result().await?);
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Client {
    sdk: SdkClient,
}

impl Client {
    /// Connects as the ecosystem's environment configuration says: `TEMPORAL_ADDRESS`,
    /// `TEMPORAL_NAMESPACE`, TLS, API key, `temporal.toml`.
    ///
    /// # Errors
    /// [`ClientError::Configuration`] and [`ClientError::Connect`].
    ///
    /// ```no_run
    /// # async fn example() -> Result<(), ntro_workflow::worker::ClientError> {
    /// let client = ntro_workflow::worker::Client::from_environment().await?;
    /// # drop(client); Ok(())
    /// # }
    /// ```
    pub async fn from_environment() -> Result<Self, ClientError> {
        Self::from_environment_with(None, None).await
    }

    /// As [`Client::from_environment`], with another address or namespace than the environment's where one
    /// is given: what a command line says goes first.
    ///
    /// # Errors
    /// As [`Client::from_environment`].
    ///
    /// ```no_run
    /// # async fn example() -> Result<(), ntro_workflow::worker::ClientError> {
    /// use ntro_workflow::worker::Client;
    ///
    /// let client = Client::from_environment_with(Some("localhost:7234"), None).await?;
    /// # drop(client); Ok(())
    /// # }
    /// ```
    pub async fn from_environment_with(
        address: Option<&str>,
        namespace: Option<&str>,
    ) -> Result<Self, ClientError> {
        let loaded = ClientOptions::load_from_config(LoadClientConfigProfileOptions::default());
        let (mut connection, mut client) =
            loaded.map_err(|error| ClientError::Configuration(error.to_string()))?;
        if let Some(address) = address {
            let scheme = if connection.tls_options.is_some() { "https" } else { "http" };
            connection.target = target(scheme, address)?;
        }
        if let Some(namespace) = namespace {
            namespace.clone_into(&mut client.namespace);
        }
        Self::connect_with(connection, client).await
    }

    /// Connects to `host:port` without TLS: a dev server.
    ///
    /// # Errors
    /// As [`Client::from_environment`].
    ///
    /// ```no_run
    /// # async fn example() -> Result<(), ntro_workflow::worker::ClientError> {
    /// let client = ntro_workflow::worker::Client::connect("localhost:7233", "default").await?;
    /// # drop(client); Ok(())
    /// # }
    /// ```
    pub async fn connect(address: &str, namespace: &str) -> Result<Self, ClientError> {
        let url = target("http", address)?;
        Self::connect_with(ConnectionOptions::new(url).build(), ClientOptions::new(namespace).build()).await
    }

    async fn connect_with(connection: ConnectionOptions, client: ClientOptions) -> Result<Self, ClientError> {
        let address = connection.target.to_string();
        let connection = Connection::connect(connection).await;
        let connection = connection.map_err(|error| ClientError::of_connect(address, &error))?;
        let sdk = SdkClient::new(connection, client)
            .map_err(|error| ClientError::Configuration(error.to_string()))?;
        Ok(Self { sdk })
    }

    /// The SDK's client, for what this one does not do.
    ///
    /// ```
    /// # fn example(client: &ntro_workflow::worker::Client) -> String {
    /// use temporalio_client::NamespacedClient as _;
    ///
    /// let namespace = client.sdk().namespace();
    /// # namespace
    /// # }
    /// ```
    #[must_use]
    pub fn sdk(&self) -> &SdkClient {
        &self.sdk
    }

    /// Starts a run, for the workers of that task queue to work on. The id of a closed run may be used
    /// again.
    ///
    /// # Errors
    /// [`ClientError::AlreadyStarted`] if a run with that id is open, [`ClientError::Payload`] if the
    /// input is not JSON, [`ClientError::Server`].
    ///
    /// ```no_run
    /// # use ntro_workflow::prelude::*;
    /// # #[derive(Default)] struct Close { rate: f64 }
    /// # #[ntro_workflow(slug = "nav-close")] impl Close {
    /// #     #[run] async fn run(_ctx: &Ctx<Self>, period: String) -> RunbookResult<String> { Ok(period) }
    /// #     #[signal] fn note(&mut self, _note: String) {}
    /// #     #[query] fn rate_of(&self, _currency: String) -> f64 { self.rate }
    /// #     #[update] fn set_rate(&mut self, rate: f64) -> f64 { std::mem::replace(&mut self.rate, rate) }
    /// # }
    /// # use ntro_workflow::worker::{Client, ClientError, RunHandle};
    /// # async fn example(client: &Client) -> Result<RunHandle<Close>, ClientError> {
    /// let id = "close-2026-03";
    /// match client.start::<Close>("runbooks", id, &"2026-03".to_owned()).await {
    ///     Err(ClientError::AlreadyStarted(_)) => Ok(client.run(id)),
    ///     started => started,
    /// }
    /// # }
    /// ```
    pub async fn start<W: NtroWorkflow>(
        &self,
        task_queue: &str,
        workflow_id: &str,
        input: &W::Input,
    ) -> Result<RunHandle<W>, ClientError> {
        let input = encode("the input", input)?;
        self.start_untyped(task_queue, W::WORKFLOW_TYPE, workflow_id, &input).await.map(RunHandle::new)
    }

    /// Starts a run by its workflow type, with any JSON. What does not fit closes the run as failed.
    ///
    /// # Errors
    /// [`ClientError::AlreadyStarted`] if a run with that id is open, [`ClientError::Server`].
    ///
    /// ```no_run
    /// # use ntro_workflow::worker::{Client, ClientError};
    /// # async fn example(client: &Client) -> Result<(), ClientError> {
    /// let period = serde_json::json!("2026-03");
    /// let run = client.start_untyped("runbooks", "NavCloseWorkflow", "close-2026-03", &period).await?;
    /// println!("closed: {}", run.result().await?);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn start_untyped(
        &self,
        task_queue: &str,
        workflow_type: &str,
        workflow_id: &str,
        input: &Value,
    ) -> Result<UntypedRun, ClientError> {
        let options = WorkflowStartOptions::new(task_queue, workflow_id).build();
        let started = self.sdk.start_workflow(RawRun::new(workflow_type), input.clone(), options).await;
        let started = started.map_err(|error| match error {
            WorkflowStartError::AlreadyStarted { .. } => ClientError::AlreadyStarted(workflow_id.to_owned()),
            WorkflowStartError::Rpc(status) => ClientError::of_status(&status),
            error => ClientError::Server(with_causes(&error)),
        })?;
        Ok(UntypedRun::new(self.clone(), workflow_id, started.run_id().map(str::to_owned)))
    }

    /// Talks to a run of which the id is known; to the newest one with that id. Asks the server nothing,
    /// so that a run that is not there is noticed by the first message.
    ///
    /// ```no_run
    /// # use ntro_workflow::{NtroWorkflow, wire::PendingAction, worker::{Client, ClientError}};
    /// # type Pending = Result<Option<PendingAction>, ClientError>;
    /// # async fn example<W: NtroWorkflow>(client: &Client) -> Pending {
    /// let pending = client.run::<W>("close-2026-03").pending_action().await?;
    /// # Ok(pending)
    /// # }
    /// ```
    #[must_use]
    pub fn run<W: NtroWorkflow>(&self, workflow_id: &str) -> RunHandle<W> {
        RunHandle::new(self.untyped_run(workflow_id))
    }

    /// As [`Client::run`], of whatever runbook it is.
    ///
    /// ```no_run
    /// # use ntro_workflow::worker::{Client, ClientError};
    /// # async fn example(client: &Client) -> Result<(), ClientError> {
    /// let waits_for = client.untyped_run("close-2026-03").pending_action().await?;
    /// # drop(waits_for); Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn untyped_run(&self, workflow_id: &str) -> UntypedRun {
        UntypedRun::new(self.clone(), workflow_id, None)
    }

    /// Lists runs of the namespace, newest first: those of runbooks and, where there are any, of others.
    /// What has just happened may be missing for a moment.
    ///
    /// # Errors
    /// [`ClientError::Server`].
    ///
    /// ```no_run
    /// # use ntro_workflow::worker::{Client, ClientError, RunFilter};
    /// # async fn example(client: &Client) -> Result<(), ClientError> {
    /// let open = client.runs(&RunFilter::open().slug("nav-close")).await?;
    /// println!("{} closes are open", open.len());
    /// # Ok(())
    /// # }
    /// ```
    pub async fn runs(&self, filter: &RunFilter) -> Result<Vec<RunInfo>, ClientError> {
        let options = WorkflowListOptions::builder().limit(filter.at_most()).build();
        let listed = self.sdk.list_workflows(filter.query(), options);
        let listed = listed.map_ok(|run| RunInfo::new(run.into_raw())).try_collect().await;
        listed.map_err(|error| match error {
            SdkError::Rpc(status) => ClientError::of_status(&status),
            error => ClientError::Server(with_causes(&error)),
        })
    }

    /// Whether a worker polls a task queue for runs, or did so within the last minutes: the server goes on
    /// naming one that was killed.
    ///
    /// # Errors
    /// [`ClientError::Server`].
    ///
    /// ```no_run
    /// # use ntro_workflow::worker::{Client, ClientError};
    /// # async fn example(client: &Client) -> Result<(), ClientError> {
    /// if !client.has_worker("runbooks").await? {
    ///     println!("nobody works on `runbooks`; a run would wait");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub async fn has_worker(&self, task_queue: &str) -> Result<bool, ClientError> {
        let task_queue = TaskQueue {
            name: task_queue.to_owned(),
            kind: TaskQueueKind::Normal.into(),
            ..Default::default()
        };
        let request = DescribeTaskQueueRequest {
            namespace: self.sdk.namespace(),
            task_queue: Some(task_queue),
            ..Default::default()
        };
        let mut service = self.sdk.connection().workflow_service();
        let described = service.describe_task_queue(tonic::Request::new(request)).await;
        let described = described.map_err(|status| ClientError::of_status(&status))?;
        Ok(!described.into_inner().pollers.is_empty())
    }
}

/// An address with or without its scheme.
fn target(scheme: &str, address: &str) -> Result<Url, ClientError> {
    let url = match address.contains("://") {
        true => Url::from_str(address),
        false => Url::from_str(&format!("{scheme}://{address}")),
    };
    url.map_err(|error| ClientError::Configuration(format!("`{address}` is no address: {error}")))
}
