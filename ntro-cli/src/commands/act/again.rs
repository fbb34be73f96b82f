//! An answer that was perhaps sent before.

use ntro_workflow::wire::action::{Address, UserActionMessage};
use ntro_workflow::wire::{Receipt, RefusalReason};
use ntro_workflow::worker::{Client, ClientError, RunInfo, RunTree};

use crate::failure::Failure;
use crate::server::in_time;

/// The receipt of this answer with its id, where it was applied at the gate, by whichever run of the tree has it.
pub(super) async fn receipt(
    client: &Client,
    info: &RunInfo,
    tree: &RunTree,
    gate_id: &str,
    answer: &UserActionMessage,
) -> Result<Option<Receipt>, Failure> {
    // No gate is ever at this revision, so that this is answered from memory or refused.
    let asked = answer.clone().at(&Address::new(gate_id).revision(u32::MAX));
    for workflow_id in ids(tree) {
        let run = client.untyped_run(workflow_id);
        let asked = async {
            match run.act(asked.clone()).await {
                Ok(receipt) => Ok(Some(receipt)),
                Err(ClientError::Refused(refusal)) if refusal.reason != RefusalReason::ActionIdTaken => {
                    Ok(None)
                }
                Err(ClientError::NotFound(_)) => Ok(None),
                Err(error) => Err(error),
            }
        };
        if let Some(receipt) = in_time(info, asked).await? {
            return Ok(Some(receipt));
        }
    }
    Ok(None)
}

fn ids(tree: &RunTree) -> Vec<&str> {
    let below = tree.children.iter().flat_map(ids);
    std::iter::once(tree.workflow_id.as_str()).chain(below).collect()
}
