//! `LOADING`

use super::{
    DisplayHint,
    config::{Config, config_escape},
};

/// Nothing to decide yet: work goes on, or something is to be sent from elsewhere.
///
/// ```
/// use ntro_workflow::wire::hint::{DisplayHint, Loading};
/// use serde_json::json;
///
/// let hint = DisplayHint::from(Loading::new("Submit each expense as it arrives"));
/// assert_eq!(
///     serde_json::to_value(hint).unwrap(),
///     json!({ "component": "LOADING", "config": { "instructions": "Submit each expense as it arrives" } }),
/// );
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[must_use = "a hint is shown only by the gate that it is given to"]
pub struct Loading {
    config: Config,
}

impl Loading {
    /// A screen that says what is being waited for. `Loading::default()` says nothing.
    pub fn new(instructions: impl Into<String>) -> Self {
        let mut loading = Self::default();
        loading.config.set("instructions", instructions.into());
        loading
    }

    config_escape!();
}

impl From<Loading> for DisplayHint {
    fn from(loading: Loading) -> Self {
        loading.config.hint("LOADING")
    }
}
