//! The buttons of a gate.

use serde_json::Value;

use super::config::Config;

/// What a button decides. There is one dialect: `kind` is the decision, never a style.
///
/// ```
/// use ntro_workflow::wire::hint::HintActionKind;
///
/// assert_eq!(HintActionKind::Reject.as_str(), "reject");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HintActionKind {
    /// Go on.
    Approve,
    /// Do not.
    Reject,
}

impl HintActionKind {
    /// The word on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Approve => "approve",
            Self::Reject => "reject",
        }
    }
}

/// A button. Screens show them from left to right, the primary one last.
///
/// ```
/// use ntro_workflow::wire::hint::{HintAction, HintActionKind};
/// use serde_json::{Value, json};
///
/// let confirm = HintAction::approve("Confirm extraction").primary().icon("ArrowRight");
/// assert_eq!(
///     Value::from(confirm),
///     json!({ "kind": "approve", "label": "Confirm extraction", "primary": true, "icon": "ArrowRight" }),
/// );
/// let revise = HintAction::new(HintActionKind::Reject, "Revise"); // or `HintAction::reject("Revise")`
/// assert_eq!(Value::from(revise), json!({ "kind": "reject", "label": "Revise" }));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use = "a button is shown only by the hint that it is given to"]
pub struct HintAction {
    kind: HintActionKind,
    label: String,
    primary: bool,
    icon: Option<String>,
}

impl HintAction {
    /// A button that approves.
    pub fn approve(label: impl Into<String>) -> Self {
        Self::new(HintActionKind::Approve, label)
    }

    /// A button that rejects.
    pub fn reject(label: impl Into<String>) -> Self {
        Self::new(HintActionKind::Reject, label)
    }

    /// A button of either kind.
    pub fn new(kind: HintActionKind, label: impl Into<String>) -> Self {
        Self { kind, label: label.into(), primary: false, icon: None }
    }

    /// Makes it the button that stands out.
    pub fn primary(mut self) -> Self {
        self.primary = true;
        self
    }

    /// A Lucide icon by name.
    pub fn icon(mut self, icon: impl Into<String>) -> Self {
        self.icon = Some(icon.into());
        self
    }
}

impl From<HintAction> for Value {
    fn from(action: HintAction) -> Self {
        let mut button = Config::default();
        button.set("kind", action.kind.as_str());
        button.set("label", action.label);
        if action.primary {
            button.set("primary", true);
        }
        if let Some(icon) = action.icon {
            button.set("icon", icon);
        }
        button.into()
    }
}
