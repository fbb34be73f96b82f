//! `APPROVAL_FORM`

use super::{
    DisplayHint,
    config::{Config, config_escape},
};

/// A plain yes or no. It is what a review shows by default.
///
/// ```
/// use ntro_workflow::wire::hint::{ApprovalForm, DisplayHint};
/// use serde_json::json;
///
/// let form = ApprovalForm::new("Post journals").approve_label("Post").reject_label("Reject and rerun");
/// assert_eq!(
///     serde_json::to_value(DisplayHint::from(form)).unwrap(),
///     json!({ "component": "APPROVAL_FORM", "config": {
///         "title": "Post journals", "approve_label": "Post", "reject_label": "Reject and rerun",
///     } }),
/// );
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[must_use = "a hint is shown only by the gate that it is given to"]
pub struct ApprovalForm {
    config: Config,
}

impl ApprovalForm {
    /// A titled form. `ApprovalForm::default()` has no title.
    pub fn new(title: impl Into<String>) -> Self {
        let mut form = Self::default();
        form.config.set("title", title.into());
        form
    }

    /// The text of the approve button.
    pub fn approve_label(mut self, label: impl Into<String>) -> Self {
        self.config.set("approve_label", label.into());
        self
    }

    /// The text of the reject button.
    pub fn reject_label(mut self, label: impl Into<String>) -> Self {
        self.config.set("reject_label", label.into());
        self
    }

    config_escape!();
}

impl From<ApprovalForm> for DisplayHint {
    fn from(form: ApprovalForm) -> Self {
        form.config.hint("APPROVAL_FORM")
    }
}
