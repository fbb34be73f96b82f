//! `list`: the runs, where each stands, and what it waits for.

use std::process::ExitCode;
use std::time::Duration;

use clap::Args;
use clap_complete::engine::ArgValueCompleter;
use futures_util::StreamExt as _;
use ntro_workflow::wire::{PendingKind, UiState};
use ntro_workflow::worker::{Client, ClientError, RunFilter, RunInfo};
use serde::Serialize;

use crate::complete;
use crate::failure::Failure;
use crate::output;
use crate::server::{Server, current_step};

/// How many runs are asked at once.
const AT_ONCE: usize = 8;

/// How long a run may take to say where it stands. A list is not held up by one without a worker.
const PATIENCE: Duration = Duration::from_secs(2);

/// List the runs that are open, where each stands, and what it waits for
///
/// A run without a worker is listed with a `?` for what only a worker can tell; one that is stuck waits for a
/// mended runbook, and `show` says why. Children are left out, unless --all is given.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLE)]
pub(crate) struct List {
    /// The runs that have closed, instead
    #[arg(long)]
    closed: bool,
    /// Only those of this runbook
    #[arg(long, add = ArgValueCompleter::new(complete::slugs))]
    slug: Option<String>,
    /// Children too
    #[arg(long)]
    all: bool,
    /// At most so many, the newest
    #[arg(long, value_name = "N", default_value_t = 50)]
    limit: usize,
    /// As JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    server: Server,
}

const EXAMPLE: &str = "\
Examples:
  cargo ntro list
  cargo ntro list --closed --slug nav-close --json

Exit status: 0, also if there is none; 1 failed; 2 wrong usage; 4 no server";

/// One run of the list.
#[derive(Debug, Serialize)]
struct Listed {
    #[serde(flatten)]
    run: RunInfo,
    slug: String,
    /// The id of the step that it is at.
    current_step: Option<String>,
    /// The ids of the gates that are open in it; `null` where no worker answers.
    open_gates: Option<Vec<String>>,
    /// Why its workflow task fails, where it does.
    stuck: Option<String>,
    #[serde(skip)]
    state: Option<UiState>,
}

impl List {
    pub(crate) async fn run(self) -> Result<ExitCode, Failure> {
        let client = self.server.connect().await?;
        let filter = if self.closed { RunFilter::closed() } else { RunFilter::open() };
        let filter = if self.all { filter } else { filter.without_children() };
        let filter = self.slug.iter().fold(filter.limit(self.limit), |filter, slug| filter.slug(slug));
        let runs = client.runs(&filter).await?;
        let listed = runs.into_iter().map(|run| listed(&client, run, self.closed));
        let listed: Vec<_> = futures_util::stream::iter(listed).buffered(AT_ONCE).collect().await;
        match self.json {
            true => output::json(&listed)?,
            false if listed.is_empty() => output::complain(&self.none()),
            false => output::say(&output::table(&rows(&listed))),
        }
        Ok(ExitCode::SUCCESS)
    }

    fn none(&self) -> String {
        let state = if self.closed { "has closed" } else { "is open" };
        match &self.slug {
            Some(slug) => format!("no run of `{slug}` {state}; list those of all runbooks without --slug"),
            None if self.closed => "no run has closed".to_owned(),
            None => "no run is open; start one with `cargo ntro run`".to_owned(),
        }
    }
}

async fn listed(client: &Client, run: RunInfo, closed: bool) -> Listed {
    let stands = match closed {
        true => None,
        false => tokio::time::timeout(PATIENCE, stands(client, &run)).await.ok().flatten(),
    };
    let (state, stuck) = match stands {
        Some(Ok(state)) => (Some(state), None),
        Some(Err(cause)) => (None, Some(cause)),
        None => (None, None),
    };
    let gates =
        |state: &UiState| state.pending_actions.iter().filter_map(|gate| gate.gate_id.clone()).collect();
    Listed {
        slug: run.slug(),
        current_step: state.as_ref().and_then(|state| state.current_step_id.clone()),
        open_gates: state.as_ref().map(gates),
        stuck,
        state,
        run,
    }
}

/// Where an open run stands, or why it is stuck; `None` where no worker says it.
async fn stands(client: &Client, run: &RunInfo) -> Option<Result<UiState, String>> {
    // Nobody is asked who is not there.
    client.has_worker(&run.task_queue).await.ok().filter(|there| *there)?;
    let handle = client.untyped_run(&run.workflow_id);
    let asked = async {
        handle.see_it_go_on().await?;
        handle.ui_state().await
    };
    match asked.await {
        Ok(state) => Some(Ok(state)),
        Err(ClientError::Stuck { cause, .. }) => Some(Err(cause)),
        Err(_) => None,
    }
}

fn rows(listed: &[Listed]) -> Vec<Vec<String>> {
    let heading = ["RUN", "RUNBOOK", "STATUS", "STEP", "WAITS FOR", "AGE"].map(str::to_owned).to_vec();
    let row = |listed: &Listed| {
        let open = listed.run.closed_at.is_none();
        let unknown = || if open { "?" } else { "" }.to_owned();
        let step = listed.state.as_ref().map(|state| current_step(state).unwrap_or_default().to_owned());
        vec![
            listed.run.workflow_id.clone(),
            listed.slug.clone(),
            listed.run.status.to_string(),
            step.unwrap_or_else(unknown),
            match &listed.stuck {
                Some(_) => "a mended runbook".to_owned(),
                None => listed.state.as_ref().map_or_else(unknown, waits_for),
            },
            listed.run.closed_at.or(listed.run.started_at).map(output::age).unwrap_or_default(),
        ]
    };
    std::iter::once(heading).chain(listed.iter().map(row)).collect()
}

fn waits_for(state: &UiState) -> String {
    let word = |kind| match kind {
        PendingKind::InteractiveReview => "a decision",
        PendingKind::SubmitFile => "a document",
        PendingKind::SubmitFiles => "documents",
        PendingKind::DrillDown => "a child",
    };
    let mut words: Vec<_> = state.pending_actions.iter().map(|pending| word(pending.kind)).collect();
    words.dedup();
    words.join(", ")
}
