//! Whether a run may end as it did, under a policy.

use crate::failure::Wrong;
use crate::outcome::{Close, Played};
use crate::policy::Policy;

/// The failures by which the framework says that the runbook is broken, and no decision the reason.
const BROKEN: [&str; 8] = [
    "Panic",
    "OutsideStep",
    "GateNotOpened",
    "UnknownStep",
    "ChildNotStarted",
    "InvalidInput",
    "InvalidOutput",
    "InvalidPayload",
];

/// What is wrong with the end of a run; `None` if nothing is.
pub(super) fn of(policy: Policy, played: &Played) -> Option<Wrong> {
    let close = played.root().close.clone();
    let expected = match &close {
        Some(Close::Completed { .. }) => return None,
        Some(Close::Failed { kind, .. }) if BROKEN.contains(&kind.as_str()) => {
            "no fault in the runbook itself"
        }
        _ if policy == Policy::Happy => "completed",
        Some(_) => return None,
        None => "an end",
    };
    Some(Wrong::Ended { expected: expected.to_owned(), was: close })
}
