//! The peer's view of a runbook: the front matter of its bundle's `runbook.md`.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

mod config;
mod differences;
#[cfg(feature = "runbook-md")]
mod fault;
#[cfg(feature = "runbook-md")]
mod markdown;
#[cfg(feature = "runbook-md")]
mod parse;
#[cfg(feature = "runbook-md")]
mod sound;
#[cfg(all(test, feature = "runbook-md"))]
mod tests;
mod view;

pub use differences::{Disagreement, differences};
#[cfg(feature = "runbook-md")]
pub use fault::{FaultKind, FieldFault, FrontMatterError};

/// The screen components that the peer's interface has.
pub const COMPONENTS: [&str; 8] = [
    "APPROVAL",
    "APPROVAL_FORM",
    "DATA_TABLE",
    "FILE_UPLOAD",
    "LOADING",
    "MULTI_FILE_UPLOAD",
    "REPORT_PREVIEW",
    "SUMMARY",
];

/// The front matter of a bundle's `runbook.md`.
///
/// ```
/// use ntro_manifest::{FrontMatter, Manifest};
///
/// let manifest = Manifest::from_json(r#"{"manifest_version": 1, "runbooks": [
///     {"slug": "month-end", "workflow_type": "MonthEndWorkflow", "steps": []}
/// ]}"#).unwrap();
/// let front_matter = FrontMatter::of(&manifest, &manifest.runbooks[0]);
/// assert_eq!(front_matter.id.as_deref(), Some("rb-month-end"));
/// assert_eq!(front_matter.name, "Month end");
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FrontMatter {
    /// `rb-` and the slug.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The kebab-case name.
    pub slug: String,
    /// What people call it.
    pub name: String,
    /// What it does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Its class, such as `DOCUMENT_OPS`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub classification: Option<String>,
    /// Free words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// Where it may be used.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub jurisdictions: Vec<String>,
    /// Its version, such as `0.1.0`.
    pub version: String,
    /// Who may see it, such as `public`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub visibility: Option<String>,
    /// Where it stands in its life, such as `DRAFT`.
    pub state: String,
    /// Who answers for it.
    pub author: String,
    /// The steps, in order.
    #[serde(default)]
    pub steps: Vec<StepEntry>,
    /// The peer's generated files; runbooks of ours have none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub templates: Vec<Template>,
    /// What may be configured: globally, and per step.
    #[serde(default)]
    pub config_schema: ConfigSchema,
    /// Fields that this version does not know. They are kept.
    #[serde(flatten)]
    pub other: BTreeMap<String, Value>,
}

/// A step in a front matter.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct StepEntry {
    /// The step's name.
    pub id: String,
    /// What people read.
    pub label: String,
    /// The screen component that shows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub component: Option<String>,
    /// The activity that does its work; the code's manifest does not tie the two.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub activity: Option<String>,
    /// Who works at it, such as `accountant`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub responsibility: Option<String>,
    /// How long its gates wait.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub timeout_minutes: Option<u64>,
    /// What the screen is configured with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub config: Option<Value>,
    /// One sentence about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Fields that this version does not know. They are kept.
    #[serde(flatten)]
    pub other: BTreeMap<String, Value>,
}

/// A generated file of a bundle.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Template {
    /// Where it is, relative to the bundle.
    pub path: String,
    /// What it is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Fields that this version does not know. They are kept.
    #[serde(flatten)]
    pub other: BTreeMap<String, Value>,
}

/// What may be configured.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct ConfigSchema {
    /// For the whole runbook: the fields of its input.
    pub global: BTreeMap<String, ConfigKey>,
    /// For one step, by its id.
    pub steps: BTreeMap<String, BTreeMap<String, ConfigKey>>,
}

/// One thing that may be configured.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ConfigKey {
    /// Its JSON type.
    #[serde(rename = "type")]
    pub type_name: String,
    /// What it is.
    #[serde(default)]
    pub description: String,
    /// What it is if nobody says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default: Option<Value>,
    /// What its text must match.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pattern: Option<String>,
    /// The values that it may have.
    #[serde(rename = "enum", default, skip_serializing_if = "Option::is_none")]
    pub values: Option<Vec<Value>>,
    /// Fields that this version does not know. They are kept.
    #[serde(flatten)]
    pub other: BTreeMap<String, Value>,
}
