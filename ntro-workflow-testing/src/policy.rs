//! What is done at gates that the scenario says nothing of.

use std::str::FromStr;

use ntro_workflow::wire::action::Action;
use ntro_workflow::wire::{PendingAction, PendingKind};
use serde::Serialize;

use crate::nearest::nearest;
use crate::script::Answer;

/// What is done at gates that the scenario says nothing of. A collection of documents is left to its children; one
/// that they have left incomplete is given up.
///
/// ```
/// use ntro_workflow_testing::Policy;
///
/// assert_eq!(Policy::RejectAll.to_string(), "reject_all");
/// assert_eq!("random:7".parse(), Ok(Policy::Random(7)));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Policy {
    /// Nothing: a gate that the scenario says nothing of ends it.
    #[default]
    Strict,
    /// Every review is approved, every submission comes.
    Happy,
    /// Every review is rejected that can be; every submission comes.
    RejectAll,
    /// Every gate with a deadline times out; the others as in [`Happy`](Self::Happy).
    TimeOutAll,
    /// One of the things that can be done, by chance: the same for the same seed.
    Random(u64),
}

/// What a policy does at a gate.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Choice {
    Answer(Answer),
    Submit,
    TimeOut,
}

impl Policy {
    /// What it does at this gate, the `n`th that it decides; `None` for nothing.
    pub(crate) fn choose(self, pending: &PendingAction, n: u64) -> Option<Choice> {
        let all = choices(pending);
        let first = |wanted: &[fn(&Choice) -> bool]| {
            wanted.iter().find_map(|wanted| all.iter().find(|choice| wanted(choice))).or(all.first()).cloned()
        };
        match self {
            Self::Strict => None,
            Self::Happy => first(&[is_approval, is_submission]),
            Self::RejectAll => first(&[is_rejection, is_approval, is_submission]),
            Self::TimeOutAll => first(&[|choice| *choice == Choice::TimeOut, is_approval, is_submission]),
            Self::Random(seed) => {
                let chosen = mixed(seed.wrapping_add(n)) % u64::try_from(all.len()).ok()?.max(1);
                all.get(usize::try_from(chosen).ok()?).cloned()
            }
        }
    }
}

impl std::fmt::Display for Policy {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Strict => f.write_str("strict"),
            Self::Happy => f.write_str("happy"),
            Self::RejectAll => f.write_str("reject_all"),
            Self::TimeOutAll => f.write_str("time_out_all"),
            Self::Random(seed) => write!(f, "random:{seed}"),
        }
    }
}

/// There is no policy of that name.
///
/// ```
/// use ntro_workflow_testing::Policy;
///
/// let error = "hapy".parse::<Policy>().unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "`hapy` is no policy; did you mean `happy`? There are happy, reject_all, time_out_all and random:SEED"
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no policy{near}There are {list} and random:SEED", near = near(.0), list = NAMED.map(|(name, _)| name).join(", "))]
pub struct NotAPolicy(String);

const NAMED: [(&str, Policy); 3] =
    [("happy", Policy::Happy), ("reject_all", Policy::RejectAll), ("time_out_all", Policy::TimeOutAll)];

impl FromStr for Policy {
    type Err = NotAPolicy;

    /// As it is displayed; [`Strict`](Self::Strict) excepted, which is no policy but the lack of one.
    fn from_str(text: &str) -> Result<Self, NotAPolicy> {
        if let Some((_, policy)) = NAMED.iter().find(|(name, _)| *name == text) {
            return Ok(*policy);
        }
        let seed = text.strip_prefix("random:").and_then(|seed| seed.parse().ok());
        seed.map(Self::Random).ok_or_else(|| NotAPolicy(text.to_owned()))
    }
}

fn near(text: &str) -> String {
    let near = nearest(text, NAMED.map(|(name, _)| name));
    near.map_or_else(|| ". ".to_owned(), |near| format!("; did you mean `{near}`? "))
}

fn is_approval(choice: &Choice) -> bool {
    matches!(choice, Choice::Answer(Answer::Approve { .. }))
}

fn is_rejection(choice: &Choice) -> bool {
    matches!(choice, Choice::Answer(Answer::Reject { .. }))
}

fn is_submission(choice: &Choice) -> bool {
    *choice == Choice::Submit
}

/// Whether it is a collection of documents that children work at.
pub(crate) fn is_left_to_children(pending: &PendingAction) -> bool {
    pending.kind == PendingKind::SubmitFiles && !pending.children.is_empty()
}

/// What can be done at a gate. A correction sends back the payload as it was shown.
fn choices(pending: &PendingAction) -> Vec<Choice> {
    let mut choices = match pending.kind {
        PendingKind::InteractiveReview => {
            pending.actions.iter().map(|action| answer(*action, pending)).collect()
        }
        PendingKind::SubmitFile => vec![Choice::Submit],
        // What is done to its slots is done at the children.
        PendingKind::SubmitFiles if is_left_to_children(pending) => return Vec::new(),
        PendingKind::SubmitFiles => pending.actions.iter().map(|action| answer(*action, pending)).collect(),
        PendingKind::DrillDown => Vec::new(),
    };
    if pending.deadline.is_some() {
        choices.push(Choice::TimeOut);
    }
    choices
}

fn answer(action: Action, pending: &PendingAction) -> Choice {
    Choice::Answer(match action {
        Action::Approved => Answer::Approve { comments: None },
        Action::Rejected => Answer::Reject { comments: Some("for a test".to_owned()) },
        Action::Corrected => Answer::CorrectPayload(pending.payload.clone().unwrap_or_default()),
    })
}

/// `SplitMix64`: good enough to choose by, the same everywhere.
fn mixed(seed: u64) -> u64 {
    let mut z = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::{Value, json};

    use super::*;

    fn gate(kind: &str, actions: Value, deadline: Option<&str>) -> PendingAction {
        let shown = json!({ "rows": [] });
        let pending = json!({ "kind": kind, "action": kind, "payload": shown, "actions": actions, "deadline": deadline });
        serde_json::from_value(pending).expect("a pending action")
    }

    fn review(deadline: Option<&str>) -> PendingAction {
        gate("interactive_review", json!(["approved", "corrected", "rejected"]), deadline)
    }

    fn chosen(policy: Policy, pending: &PendingAction) -> String {
        match policy.choose(pending, 0) {
            Some(Choice::Answer(answer)) => answer.to_string(),
            Some(Choice::Submit) => "submit".to_owned(),
            Some(Choice::TimeOut) => "time out".to_owned(),
            None => "nothing".to_owned(),
        }
    }

    #[test]
    fn each_policy_does_what_its_name_says() {
        let open = review(Some("2026-03-31T18:00:00Z"));
        let policies = [Policy::Strict, Policy::Happy, Policy::RejectAll, Policy::TimeOutAll];
        let all = policies.map(|policy| chosen(policy, &open));
        assert_eq!(all, ["nothing", "approve", "reject", "time out"]);
    }

    #[test]
    fn what_cannot_be_done_is_made_up_for() {
        assert_eq!(chosen(Policy::TimeOutAll, &review(None)), "approve");
        let unrejectable = gate("interactive_review", json!(["approved"]), None);
        assert_eq!(chosen(Policy::RejectAll, &unrejectable), "approve");
        let submission = gate("submit_file", json!([]), None);
        let policies = [Policy::Happy, Policy::RejectAll, Policy::TimeOutAll, Policy::Random(7)];
        assert_eq!(policies.map(|policy| chosen(policy, &submission)), ["submit"; 4]);
    }

    #[test]
    fn a_collection_of_documents_is_left_to_its_children_and_given_up_without_any() {
        let mut collection = gate("submit_files", json!(["rejected"]), Some("2026-03-31T18:00:00Z"));
        assert_eq!(chosen(Policy::Happy, &collection), "reject");
        assert_eq!(chosen(Policy::TimeOutAll, &collection), "time out");
        let child =
            json!([{ "task_id": "close:collect:ingest:bank", "step_id": "collect", "slug": "ingest" }]);
        collection.children = serde_json::from_value(child).expect("a child");
        let policies = [Policy::Happy, Policy::RejectAll, Policy::TimeOutAll, Policy::Random(7)];
        assert_eq!(policies.map(|policy| chosen(policy, &collection)), ["nothing"; 4]);
    }

    #[test]
    fn what_is_no_gate_is_left_alone() {
        let children = gate("drill_down", json!([]), None);
        assert_eq!(chosen(Policy::Happy, &children), "nothing");
        assert_eq!(chosen(Policy::Random(1), &children), "nothing");
    }

    #[test]
    fn chance_takes_everything_in_turn_and_the_same_for_the_same_seed() {
        let open = review(Some("2026-03-31T18:00:00Z"));
        let all = |seed| (0..64).map(|n| Policy::Random(seed).choose(&open, n)).collect::<Vec<_>>();
        assert_eq!(all(7), all(7));
        let words =
            |seed: u64| (0..64).map(|n| chosen(Policy::Random(seed + n), &open)).collect::<BTreeSet<_>>();
        assert_eq!(words(7).len(), 4, "{:?}", words(7));
    }
}
