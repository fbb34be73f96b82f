//! Where an expense is on its way to the ledger.

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Where an expense is on its way to the ledger (contract E.5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum RowStatus {
    /// Something is wrong with it.
    NeedsAttention,
    /// It waits for a decision.
    Pending,
    /// A person has said yes.
    Approved,
    /// A person has said no.
    Rejected,
    /// It is left out.
    Excluded,
    /// It is in the general ledger.
    Posted,
}

/// A step that no expense takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an expense that is {from} does not become {to}")]
pub struct IllegalTransition {
    from: RowStatus,
    to: RowStatus,
}

impl RowStatus {
    /// All of them, in their order.
    pub const ALL: [Self; 6] =
        [Self::NeedsAttention, Self::Pending, Self::Approved, Self::Rejected, Self::Excluded, Self::Posted];

    /// The word on the wire and in the ledger.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NeedsAttention => "NEEDS_ATTENTION",
            Self::Pending => "PENDING",
            Self::Approved => "APPROVED",
            Self::Rejected => "REJECTED",
            Self::Excluded => "EXCLUDED",
            Self::Posted => "POSTED",
        }
    }

    /// The next status. What is rejected stays rejected, however often that is said.
    ///
    /// # Errors
    /// [`IllegalTransition`], with both.
    pub fn to(self, next: Self) -> Result<Self, IllegalTransition> {
        let legal = match self {
            Self::NeedsAttention => matches!(next, Self::Pending | Self::Rejected),
            Self::Pending => matches!(next, Self::Approved | Self::Rejected | Self::Excluded),
            Self::Approved => matches!(next, Self::Posted | Self::Rejected),
            Self::Rejected => next == Self::Rejected,
            Self::Excluded | Self::Posted => false,
        };
        if legal { Ok(next) } else { Err(IllegalTransition { from: self, to: next }) }
    }
}

impl fmt::Display for RowStatus {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

impl FromStr for RowStatus {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let known = Self::ALL.into_iter().find(|status| status.as_str() == text);
        known.ok_or_else(|| format!("`{text}` is no status of an expense"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_steps_of_the_lifecycle_are_taken() {
        let next = |from: RowStatus| {
            let legal = RowStatus::ALL.into_iter().filter(|to| from.to(*to).is_ok());
            legal.map(RowStatus::as_str).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(next(RowStatus::NeedsAttention), "PENDING REJECTED");
        assert_eq!(next(RowStatus::Pending), "APPROVED REJECTED EXCLUDED");
        assert_eq!(next(RowStatus::Approved), "REJECTED POSTED");
        assert_eq!(next(RowStatus::Rejected), "REJECTED");
        assert_eq!((next(RowStatus::Excluded), next(RowStatus::Posted)), (String::new(), String::new()));
        let error = RowStatus::NeedsAttention.to(RowStatus::Approved).expect_err("illegal");
        assert_eq!(error.to_string(), "an expense that is NEEDS_ATTENTION does not become APPROVED");
    }
}
