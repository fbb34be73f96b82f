//! An answer that was perhaps sent before.

use ntro_console::OpenGate;
use ntro_workflow::wire::action::{Address, UserActionMessage};
use ntro_workflow::wire::{Receipt, RefusalReason};
use ntro_workflow::worker::{Client, ClientError, RunInfo, RunTree};

use super::target;
use crate::failure::Failure;
use crate::server::in_time;

/// The gate that an answer with an id names, by its whole id: a shorter name means the next opening as soon as the
/// first has closed.
pub(super) fn whole_id<'a>(
    named: Option<&'a str>,
    gates: &[OpenGate],
    run: &str,
) -> Result<&'a str, Failure> {
    named.filter(|name| name.split('/').count() == 4).ok_or_else(|| {
        let open: Vec<_> = gates.iter().filter(|gate| target::is_decided(gate, true)).collect();
        let these = match open.is_empty() {
            true => format!("the run `{run}` has none that is open"),
            false => format!("these are open:\n{}", target::listed(&open)),
        };
        Failure::usage(format!(
            "with --action-id, name the gate by its whole id with --gate, so that the answer reaches no other one \
             when it is sent again; {these}"
        ))
    })
}

/// The receipt of this answer with its id, where it was applied at the gate, by whichever run of the tree has it.
pub(super) async fn receipt(
    client: &Client,
    info: &RunInfo,
    tree: &RunTree,
    gate_id: &str,
    answer: &UserActionMessage,
) -> Result<Option<Receipt>, Failure> {
    // No gate is ever at revision 0, so that this is answered from memory or refused.
    let asked = answer.clone().at(&Address::new(gate_id).revision(0));
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
