//! What a scenario does, as data: one thing after the other.

use std::fmt;

use jiff::SignedDuration;
use ntro_workflow::wire::action::{Actor, Correction, RowAction};
use ntro_workflow::wire::{Refusal, RefusalReason, UiState};
use serde_json::Value;

/// Where a person looks: a gate of the root or of a child.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) child: Option<ChildPlace>,
    pub(crate) step: String,
    /// `None`: whichever gate of the step is open.
    pub(crate) gate: Option<String>,
    /// `None`: whichever opening it is.
    pub(crate) opening: Option<u32>,
}

/// A child, by its runbook and the author's key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ChildPlace {
    pub(crate) slug: String,
    pub(crate) key: Option<String>,
}

/// What a person says at a gate.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Answer {
    Approve { comments: Option<String> },
    Reject { comments: Option<String> },
    Correct(Vec<Correction>),
    CorrectPayload(Value),
    Row(RowAction),
}

/// How a person says it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Manner {
    pub(crate) actor: Option<Actor>,
    pub(crate) unaddressed: bool,
    pub(crate) when: When,
    pub(crate) expect: Expect,
}

impl Manner {
    /// Whether the answer is to be refused at once.
    pub(crate) fn is_refused(&self) -> bool {
        self.when != When::Twice && self.expect != Expect::Taken
    }
}

/// When an answer is given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum When {
    /// While the gate is open.
    #[default]
    Open,
    /// Before it opens.
    Early,
    /// After its deadline has passed.
    Late,
    /// While it is open, and once more.
    Twice,
}

/// What is to become of an answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Expect {
    #[default]
    Taken,
    /// Refused, for this reason if one is given.
    Refused(Option<RefusalReason>),
}

pub(crate) type LookAt<T> = Box<dyn FnOnce(T) -> Result<(), String> + Send>;

/// One thing that a scenario does.
pub(crate) enum Instruction {
    Answer {
        place: Place,
        answer: Answer,
        manner: Manner,
    },
    TimeOut(Place),
    /// What a submission waits for, by the signal that its gate names.
    Submit {
        child: Option<ChildPlace>,
        signal: String,
        payload: Value,
    },
    Signal {
        child: Option<ChildPlace>,
        name: String,
        payload: Value,
    },
    Update {
        child: Option<ChildPlace>,
        name: String,
        payload: Value,
        look: LookAt<Result<Value, Refusal>>,
    },
    Query {
        child: Option<ChildPlace>,
        name: String,
        payload: Value,
        look: LookAt<Value>,
    },
    Look {
        child: Option<ChildPlace>,
        look: LookAt<UiState>,
    },
    Pass(SignedDuration),
    Cancel {
        reason: String,
    },
    Terminate {
        reason: String,
    },
    KillWorker,
}

impl Instruction {
    /// The child that it is about, and the gate, if it is about one.
    pub(crate) fn child(&self) -> Option<&ChildPlace> {
        match self {
            Self::Answer { place, .. } | Self::TimeOut(place) => place.child.as_ref(),
            Self::Submit { child, .. }
            | Self::Signal { child, .. }
            | Self::Update { child, .. }
            | Self::Query { child, .. }
            | Self::Look { child, .. } => child.as_ref(),
            Self::Pass(_) | Self::Cancel { .. } | Self::Terminate { .. } | Self::KillWorker => None,
        }
    }

    /// The gate that has to be open for it.
    pub(crate) fn place(&self) -> Option<&Place> {
        match self {
            Self::Answer { manner: Manner { when: When::Early, .. }, .. } => None,
            Self::Answer { place, .. } | Self::TimeOut(place) => Some(place),
            _ => None,
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}", self.step)?;
        if let Some(gate) = &self.gate {
            write!(f, "/{gate}")?;
        }
        if let Some(opening) = self.opening {
            write!(f, "#{opening}")?;
        }
        f.write_str("`")?;
        self.child.as_ref().map_or(Ok(()), |child| write!(f, " of {child}"))
    }
}

impl fmt::Display for ChildPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.key {
            Some(key) => write!(f, "the child `{}` with the key `{key}`", self.slug),
            None => write!(f, "the child `{}`", self.slug),
        }
    }
}

impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Approve { .. } => "approve",
            Self::Reject { .. } => "reject",
            Self::Correct(_) | Self::CorrectPayload(_) => "correct",
            Self::Row(_) => "row action",
        })
    }
}

impl fmt::Display for Instruction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Answer { place, answer, .. } => write!(f, "{answer} at {place}"),
            Self::TimeOut(place) => write!(f, "let time out at {place}"),
            Self::Submit { signal, .. } => write!(f, "submit by `{signal}`"),
            Self::Signal { name, .. } => write!(f, "signal `{name}`"),
            Self::Update { name, .. } => write!(f, "update `{name}`"),
            Self::Query { name, .. } => write!(f, "query `{name}`"),
            Self::Look { .. } => f.write_str("look at the state"),
            Self::Pass(time) => write!(f, "pass {time:#}"),
            Self::Cancel { .. } => f.write_str("cancel"),
            Self::Terminate { .. } => f.write_str("terminate"),
            Self::KillWorker => f.write_str("kill the worker"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(gate: Option<&str>, opening: Option<u32>, key: Option<&str>) -> Place {
        let child = key.map(|key| ChildPlace { slug: "kid".into(), key: Some(key.into()) });
        Place { child, step: "review".into(), gate: gate.map(str::to_owned), opening }
    }

    #[test]
    fn instructions_are_spoken_of_as_they_were_written() {
        let manner = Manner::default();
        let said = |place, answer| Instruction::Answer { place, answer, manner: manner.clone() }.to_string();
        let reject = Answer::Reject { comments: None };
        assert_eq!(said(place(None, None, None), reject.clone()), "reject at `review`");
        assert_eq!(
            said(place(Some("final"), Some(2), Some("anna")), reject),
            "reject at `review/final#2` of the child `kid` with the key `anna`"
        );
        assert_eq!(Instruction::TimeOut(place(None, None, None)).to_string(), "let time out at `review`");
        assert_eq!(Instruction::Pass(SignedDuration::from_mins(90)).to_string(), "pass 1h 30m");
    }

    #[test]
    fn an_early_answer_needs_no_open_gate() {
        let answer = |when| Instruction::Answer {
            place: place(None, None, None),
            answer: Answer::Approve { comments: None },
            manner: Manner { when, ..Manner::default() },
        };
        assert_eq!(answer(When::Early).place(), None);
        assert!([When::Open, When::Late, When::Twice].map(answer).iter().all(|next| next.place().is_some()));
    }
}
