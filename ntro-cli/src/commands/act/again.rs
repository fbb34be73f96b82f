//! An answer that was perhaps sent before.

use ntro_console::OpenGate;
use ntro_workflow::wire::action::{Address, UserActionMessage};
use ntro_workflow::wire::{Action as Verdict, LogEvent, Receipt};
use ntro_workflow::worker::{Client, ClientError, RunInfo, RunTree};

use super::{Action, target, told};
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

/// The receipt of the answer with that id, where it was applied at the gate, by whichever run of the tree has it.
pub(super) async fn receipt(
    client: &Client,
    info: &RunInfo,
    tree: &RunTree,
    gate_id: &str,
    action_id: &str,
) -> Result<Option<Receipt>, Failure> {
    for workflow_id in ids(tree) {
        // No gate is ever at revision 0, so that this is answered from memory or refused.
        let asked = UserActionMessage::approve().at(&Address::new(gate_id).revision(0)).action_id(action_id);
        let run = client.untyped_run(workflow_id);
        let asked = async {
            match run.act(asked).await {
                Ok(receipt) => Ok(Some(receipt)),
                Err(ClientError::Refused(_) | ClientError::NotFound(_)) => Ok(None),
                Err(error) => Err(error),
            }
        };
        if let Some(receipt) = in_time(info, asked).await? {
            return Ok(Some(receipt));
        }
    }
    Ok(None)
}

/// Sees to it that the answer with that id was this one, as far as its receipt and the log tell.
pub(super) fn see_it_meant(
    asked: &Action,
    receipt: &Receipt,
    tree: &RunTree,
    action_id: &str,
) -> Result<(), Failure> {
    let is_of_a_row = matches!(asked, Action::Row(_));
    let rejects = matches!(asked, Action::Reject { .. });
    let other_verdict =
        verdict(tree, &receipt.gate_id).is_some_and(|verdict| (verdict == Verdict::Rejected) != rejects);
    match is_of_a_row == receipt.closed || (receipt.closed && other_verdict) {
        false => Ok(()),
        true => Err(Failure::refused(format!(
            "`{action_id}` is the id of another answer, which was taken ({}); give this one an id of its own",
            told(receipt)
        ))),
    }
}

/// How a gate was answered.
fn verdict(tree: &RunTree, gate_id: &str) -> Option<Verdict> {
    let log = tree.state.iter().flat_map(|state| &state.log);
    let answered =
        log.filter(|line| line.gate_id.as_deref() == Some(gate_id)).find_map(|line| match line.event {
            LogEvent::Answered { action, .. } => Some(action),
            _ => None,
        });
    answered.or_else(|| tree.children.iter().find_map(|child| verdict(child, gate_id)))
}

fn ids(tree: &RunTree) -> Vec<&str> {
    let below = tree.children.iter().flat_map(ids);
    std::iter::once(tree.workflow_id.as_str()).chain(below).collect()
}
