//! Which Temporal is meant, and what its trouble means to the person.

use std::time::Duration;

use clap::Args;
use ntro_console::shell_word;
use ntro_workflow::wire::UiState;
use ntro_workflow::worker::{Client, ClientError, RunInfo, UntypedRun};

use crate::failure::Failure;
use crate::listening::Listening;
use crate::project::{Project, Selection};

/// How long a connection may take, or a worker to answer.
const PATIENCE: Duration = Duration::from_secs(15);

/// Which Temporal is meant.
#[derive(Clone, Debug, Default, Args)]
pub(crate) struct Server {
    /// Where Temporal listens [default: `TEMPORAL_ADDRESS`, else the package's running `cargo ntro dev`,
    /// else localhost:7233]
    #[arg(long, value_name = "HOST:PORT", global = true, help_heading = "Server")]
    address: Option<String>,
    /// The namespace [default: `TEMPORAL_NAMESPACE`, else that of the running `cargo ntro dev`, else `default`]
    #[arg(long, value_name = "NAME", global = true, help_heading = "Server")]
    namespace: Option<String>,
    /// The package whose `cargo ntro dev` is meant.
    #[command(flatten)]
    pub(crate) selection: Selection,
}

impl Server {
    /// Connects. TLS and API keys are as the environment and `temporal.toml` say.
    pub(crate) async fn connect(&self) -> Result<Client, Failure> {
        let running = self.running_dev_server()?;
        let address = self.address.as_deref().or(running.as_ref().map(|dev| dev.address.as_str()));
        let its_namespace = running.as_ref().filter(|_| !is_set("TEMPORAL_NAMESPACE"));
        let namespace = self.namespace.as_deref().or(its_namespace.map(|dev| dev.namespace.as_str()));
        let connected = Client::from_environment_with(address, namespace);
        match tokio::time::timeout(PATIENCE, connected).await {
            Ok(connected) => Ok(connected?),
            Err(_) => Err(Failure::unreachable(
                "Temporal takes too long to answer; see to its address, or start one with `cargo ntro dev`",
            )),
        }
    }

    /// The task queue that the package's `cargo ntro dev` was told, where nobody names another server.
    pub(crate) fn task_queue(&self) -> Result<Option<String>, Failure> {
        Ok(self.running_dev_server()?.and_then(|dev| dev.task_queue))
    }

    /// The package's `cargo ntro dev`, where nobody names another server. A package that cannot be read may
    /// have one, so that this is told and no other server taken for it.
    fn running_dev_server(&self) -> Result<Option<Listening>, Failure> {
        if self.address.is_some() || is_set("TEMPORAL_ADDRESS") || is_set("TEMPORAL_PROFILE") {
            return Ok(None);
        }
        match Project::find_if_any(&self.selection)? {
            Some(project) => Listening::find(&project),
            None => Ok(None),
        }
    }
}

fn is_set(variable: &str) -> bool {
    std::env::var_os(variable).is_some_and(|value| !value.is_empty())
}

/// Sees to it that the run is there, and a worker that answers for it.
pub(crate) async fn answering(client: &Client, run: &UntypedRun) -> Result<RunInfo, Failure> {
    let info = run.info().await?;
    match client.has_worker(&info.task_queue).await? {
        true => run.see_it_go_on().await.map(|()| info).map_err(Failure::from),
        false => Err(Failure::unreachable(format!(
            "the run `{}` ({}) cannot answer, because no worker polls its task queue `{}`; start one, such as \
             with `cargo ntro dev`",
            info.workflow_id, info.status, info.task_queue
        ))),
    }
}

/// What a run says of itself, or that nobody answers for it.
pub(crate) async fn in_time<T>(
    info: &RunInfo,
    asked: impl Future<Output = Result<T, ClientError>>,
) -> Result<T, Failure> {
    match tokio::time::timeout(PATIENCE, asked).await {
        Ok(answered) => Ok(answered?),
        Err(_) => Err(Failure::unreachable(format!(
            "the run `{}` does not answer; see to the worker that polls `{}`",
            info.workflow_id, info.task_queue
        ))),
    }
}

/// The title of the step that a run is at.
pub(crate) fn current_step(state: &UiState) -> Option<&str> {
    let id = state.current_step_id.as_ref()?;
    state.steps.iter().find(|step| step.id == *id).map(|step| step.title.as_str())
}

impl From<ClientError> for Failure {
    fn from(error: ClientError) -> Self {
        match error {
            ClientError::Connect { address, message } => Self::unreachable(format!(
                "cannot reach Temporal at {address}: {message}; start one with `cargo ntro dev`, or name another \
                 by --address or TEMPORAL_ADDRESS"
            )),
            ClientError::Configuration(_) => Self::usage(error.to_string()),
            ClientError::NoNamespace(name) => Self::usage(format!(
                "Temporal has no namespace `{name}`; name another one by --namespace or TEMPORAL_NAMESPACE, or create it \
                 with `temporal operator namespace create`"
            )),
            ClientError::Invalid(_) => Self::usage(error.to_string()),
            ClientError::Stuck { workflow_id, cause } => Self::failed(format!(
                "the run `{workflow_id}` is stuck: {cause}; mend the runbook (`cargo ntro replay` shows where a history \
                 and the code part), or end the run with `cargo ntro act {} terminate`",
                shell_word(&workflow_id)
            )),
            ClientError::AlreadyStarted(id) => Self::usage(format!(
                "a run `{id}` is open already; choose another --id, or follow it with `cargo ntro run --watch {}`",
                shell_word(&id)
            )),
            ClientError::NotFound(id) => Self::usage(format!(
                "there is no run `{id}`, or it has closed and takes nothing more; see which there are with `cargo ntro \
                 list` and `cargo ntro list --closed`"
            )),
            ClientError::Refused(refusal) => Self::refused(format!("the run refused it: {refusal}")),
            ClientError::RunFailed { kind, message } if kind == "Rejected" => Self::refused(message),
            ClientError::Server(said) => Self::failed(format!(
                "Temporal: {said}; try again in a moment, and see to the server if it stays so"
            )),
            error => Self::failed(error.to_string()),
        }
    }
}
