//! A run and the runs below it. A parent cannot see inside a child, so each is asked by itself.

use std::future::Future;
use std::pin::Pin;

use futures_util::future::join_all;
use serde::Serialize;

use crate::wire::{ChildEntry, ChildStatus, UiState};
use crate::worker::client::{Client, ClientError};
use crate::worker::untyped::UntypedRun;

/// A run and the runs below it, as [`UntypedRun::tree`] finds them: up to 16 levels below the first.
///
/// ```
/// use ntro_workflow::worker::RunTree;
///
/// /// How many gates are open, in the run and below it.
/// fn open_gates(tree: &RunTree) -> usize {
///     let own = tree.state.as_ref().map_or(0, |state| state.pending_actions.len());
///     own + tree.children.iter().map(open_gates).sum::<usize>()
/// }
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RunTree {
    /// The workflow id.
    pub workflow_id: String,
    /// The slug of the runbook.
    pub slug: String,
    /// The step of the parent that started it; `None` for the root.
    pub step_id: Option<String>,
    /// The author's key of a child, where one was given.
    pub key: Option<String>,
    /// Where a child stands, as its parent knows; `None` for the root.
    pub status: Option<ChildStatus>,
    /// What the run says of itself; `None` where it cannot be asked, and then `error` says why.
    pub state: Option<UiState>,
    /// Why it cannot be asked: not there, closed and forgotten, no worker, or nested too deep.
    pub error: Option<String>,
    /// The children, in the order of steps and of starting.
    pub children: Vec<RunTree>,
}

/// How deep a tree is followed; runs nested deeper are a mistake, or a loop.
const DEPTH: usize = 16;

pub(crate) async fn of(run: &UntypedRun, slug: &str) -> Result<RunTree, ClientError> {
    let state = run.ui_state().await?;
    let children = below(run.client(), &state, DEPTH).await;
    Ok(RunTree {
        workflow_id: run.workflow_id().to_owned(),
        slug: slug.to_owned(),
        step_id: None,
        key: None,
        status: None,
        state: Some(state),
        error: None,
        children,
    })
}

async fn below(client: &Client, state: &UiState, depth: usize) -> Vec<RunTree> {
    let entries =
        state.children.iter().flat_map(|(step, entries)| entries.iter().map(move |entry| (step, entry)));
    join_all(entries.map(|(step, entry)| child(client, step.clone(), entry.clone(), depth))).await
}

/// Boxed, because a tree is made of trees.
fn child(
    client: &Client,
    step: String,
    entry: ChildEntry,
    depth: usize,
) -> Pin<Box<dyn Future<Output = RunTree> + Send + '_>> {
    Box::pin(async move {
        let (state, error) = match depth {
            0 => (None, Some("nested too deep".to_owned())),
            _ => match client.untyped_run(&entry.workflow_id).ui_state().await {
                Ok(state) => (Some(state), None),
                Err(error) => (None, Some(error.to_string())),
            },
        };
        let children = match &state {
            Some(state) => below(client, state, depth - 1).await,
            None => Vec::new(),
        };
        RunTree {
            workflow_id: entry.workflow_id,
            slug: entry.slug,
            step_id: Some(step),
            key: entry.key,
            status: Some(entry.status),
            state,
            error,
            children,
        }
    })
}
