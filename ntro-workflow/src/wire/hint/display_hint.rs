//! The hint as it crosses the wire.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// A component of the screen, and its configuration.
///
/// ```
/// use ntro_workflow::wire::hint::{ApprovalForm, DisplayHint};
///
/// let hint = DisplayHint::from(ApprovalForm::new("Post journals").approve_label("Post"));
/// assert_eq!(hint.component, "APPROVAL_FORM");
/// assert_eq!(hint.config["approve_label"], "Post");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DisplayHint {
    /// The component's name in the screen's registry.
    pub component: String,
    /// The component's options.
    #[serde(default)]
    pub config: Map<String, Value>,
    /// Keys beside the two that the contract names, passed through as they are.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// Why a raw hint cannot be shown.
///
/// ```
/// use ntro_workflow::wire::hint::{DisplayHint, HintError};
///
/// let refusal = DisplayHint::raw("CHART", ["not", "an", "object"]).unwrap_err();
/// assert!(matches!(refusal, HintError::ConfigNotAnObject { component } if component == "CHART"));
/// ```
#[derive(Debug, thiserror::Error)]
pub enum HintError {
    /// The component has no name.
    #[error("a display hint names a component, but the name is blank: give it, such as `DATA_TABLE`")]
    BlankComponent,
    /// The configuration is a list, a string, a number, …
    #[error("the config of the display hint `{component}` is not a JSON object: pass a struct or a map")]
    ConfigNotAnObject {
        /// The component.
        component: String,
    },
    /// The configuration cannot be written as JSON.
    #[error("the config of the display hint `{component}` cannot be written as JSON: {source}")]
    ConfigNotJson {
        /// The component.
        component: String,
        /// What serde says.
        source: serde_json::Error,
    },
}

impl DisplayHint {
    /// A hint with a configuration that is JSON already.
    pub fn new(component: impl Into<String>, config: Map<String, Value>) -> Self {
        Self { component: component.into(), config, extra: Map::new() }
    }

    /// A hint for a component that this crate does not know.
    ///
    /// # Errors
    ///
    /// [`HintError`] when the name is blank or the configuration is not a JSON object.
    ///
    /// ```
    /// use ntro_workflow::wire::hint::DisplayHint;
    /// use serde_json::json;
    ///
    /// let hint = DisplayHint::raw("CHART", json!({ "kind": "bar", "x": "month" }))?;
    /// assert_eq!(hint.config["kind"], "bar");
    /// # Ok::<(), ntro_workflow::wire::hint::HintError>(())
    /// ```
    pub fn raw(component: impl Into<String>, config: impl Serialize) -> Result<Self, HintError> {
        let component = component.into();
        if component.trim().is_empty() {
            return Err(HintError::BlankComponent);
        }
        match serde_json::to_value(config) {
            Ok(Value::Object(config)) => Ok(Self::new(component, config)),
            Ok(_) => Err(HintError::ConfigNotAnObject { component }),
            Err(source) => Err(HintError::ConfigNotJson { component, source }),
        }
    }
}
