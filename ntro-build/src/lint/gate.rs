//! A gate or a child run that a body opens.

use proc_macro2::Span;
use syn::Expr;

/// The call that opens a gate, or starts a child run.
#[derive(Debug)]
pub(super) struct Opening {
    pub(super) opens: Opens,
    /// The name; `None` if it is no literal, or given elsewhere.
    pub(super) name: Option<String>,
    /// Whether its own chain names it.
    pub(super) named: bool,
    /// What is shown, the action that is asked for, or what stands in the place of a child's slug.
    pub(super) subject: Option<Expr>,
    /// The actions of `.answers([…])`, if they are literals.
    pub(super) answers: Option<Vec<String>>,
    /// The arms in which it stands; `None` if that is not known.
    pub(super) arms: Option<Vec<Arm>>,
    /// The name of the method that is called.
    pub(super) span: Span,
}

/// What a call opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Opens {
    /// `wait_for_action`
    Review,
    /// `await_signal_with_action`
    Submission,
    /// `collect_documents`, which runs a child for each of them.
    Documents,
    /// `run_child_workflow`
    Child,
}

/// One way through a branch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Arm {
    /// The branch, by its number within the body.
    pub(super) branch: usize,
    pub(super) way: Way,
    /// Whether nothing after the branch runs when it is taken.
    pub(super) leaves: bool,
}

/// Which way it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// The arm of this number.
    Arm(usize),
    /// What follows the branch.
    After,
}

impl Opens {
    /// What the method of this name opens.
    pub(super) fn by(method: &str) -> Option<Self> {
        match method {
            "wait_for_action" => Some(Self::Review),
            "await_signal_with_action" => Some(Self::Submission),
            "collect_documents" => Some(Self::Documents),
            "run_child_workflow" => Some(Self::Child),
            _ => None,
        }
    }

    /// The method.
    pub(super) fn method(self) -> &'static str {
        match self {
            Self::Review => "wait_for_action",
            Self::Submission => "await_signal_with_action",
            Self::Documents => "collect_documents",
            Self::Child => "run_child_workflow",
        }
    }

    /// The name of a gate that is given none.
    pub(super) fn default_name(self) -> Option<&'static str> {
        match self {
            Self::Review => Some("review"),
            Self::Submission | Self::Documents => Some("submit"),
            Self::Child => None,
        }
    }

    /// Whether people decide on something that is shown, and do not send something.
    pub(super) fn is_review(self) -> bool {
        self == Self::Review
    }

    /// Whether it starts child runs.
    pub(super) fn runs_children(self) -> bool {
        matches!(self, Self::Documents | Self::Child)
    }
}

impl Opening {
    /// Whether at most one of two calls runs when the body does; `None` if that is not known.
    pub(super) fn excludes(&self, other: &Self) -> Option<bool> {
        let (ours, theirs) = (self.arms.as_ref()?, other.arms.as_ref()?);
        Some(ours.iter().any(|arm| theirs.iter().any(|their| arm.excludes(*their))))
    }
}

impl Arm {
    fn excludes(self, other: Self) -> bool {
        self.branch == other.branch
            && match (self.way, other.way) {
                (Way::Arm(one), Way::Arm(another)) => one != another,
                (Way::Arm(_), Way::After) => self.leaves,
                (Way::After, Way::Arm(_)) => other.leaves,
                (Way::After, Way::After) => false,
            }
    }
}
