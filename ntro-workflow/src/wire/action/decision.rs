//! A decision on what a gate shows.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::Correction;

/// How a person decided. It is exhaustive on purpose: a `match` that forgets
/// [`Action::Rejected`] does not compile.
///
/// ```
/// use ntro_workflow::wire::action::Action;
///
/// fn commits(action: Action) -> bool {
///     match action {
///         Action::Approved | Action::Corrected => true,
///         Action::Rejected => false,
///     }
/// }
/// assert!(!commits(Action::Rejected));
/// assert_eq!(Action::Corrected.to_string(), Action::Corrected.as_str());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Action {
    /// What was shown is right as it stands.
    Approved,
    /// It is right once the corrections are applied.
    Corrected,
    /// It must not go on.
    Rejected,
}

impl Action {
    /// What a review takes where it says nothing else.
    pub(crate) const EVERY: &[Self] = &[Self::Approved, Self::Corrected, Self::Rejected];

    /// The word on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Approved => "approved",
            Self::Corrected => "corrected",
            Self::Rejected => "rejected",
        }
    }
}

impl fmt::Display for Action {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

/// A decision as the message states it.
///
/// Two things are left to the state machine, since only it knows what the gate shows:
///
/// - `Approved` with a `payload`: a client of the `{action, payload}` generation sends back the
///   object it displayed. Equal to what is shown it is an approval; different, it is a correction
///   by whole payload.
/// - `Corrected` with both `corrections` and `payload`: both are kept here as they came.
///
/// An approve with corrections is already `Corrected` here, and `Corrected` always carries
/// corrections or a payload.
///
/// ```
/// use ntro_workflow::wire::action::{Action, ActionMessage, Verb};
/// use serde_json::json;
///
/// let message = json!({
///     "kind": "approve",
///     "corrections": [{ "expense_id": "r1", "field": "amount", "new_value": 12.5 }],
/// });
/// let Verb::Decide(decision) = ActionMessage::decode(&message)?.verb else { panic!("a decision") };
/// assert_eq!(decision.action, Action::Corrected);
/// assert_eq!(decision.corrections[0].line_item_id, "r1");
/// # Ok::<(), ntro_workflow::wire::action::Malformed>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Decision {
    /// Approved, corrected or rejected.
    pub action: Action,
    /// Cells to change before the gate closes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub corrections: Vec<Correction>,
    /// The whole payload as the sender has it; never JSON `null`, which counts as absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payload: Option<Value>,
    /// What the person wrote.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comments: Option<String>,
}

impl Decision {
    /// A decision with nothing but its action.
    ///
    /// ```
    /// use ntro_workflow::wire::action::{Action, Decision};
    ///
    /// let reject = Decision { comments: Some("wrong month".into()), ..Decision::new(Action::Rejected) };
    /// assert!(reject.corrections.is_empty());
    /// ```
    #[must_use]
    pub fn new(action: Action) -> Self {
        Self { action, corrections: Vec::new(), payload: None, comments: None }
    }
}
