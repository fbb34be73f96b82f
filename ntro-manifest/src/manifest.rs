//! The manifest: one shape for what the source says and for what the types say.
//!
//! A build script fills in what can be read from the source: everything but the schemas. The worker
//! binary knows the types and adds them. What both know must be the same.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::bundle::FrontMatter;

mod payloads;
mod text;

pub use text::ManifestError;
pub(crate) use text::pretty;

/// The version of the manifest's own shape. A reader refuses a later one.
pub const MANIFEST_VERSION: u32 = 1;

/// Every runbook of a crate, or of a worker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// The version of this shape: 1.
    #[schemars(extend("const" = MANIFEST_VERSION))]
    pub manifest_version: u32,
    /// The package that the runbooks are in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub package: Option<Package>,
    /// The task queue that the worker polls unless it is told another one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub task_queue: Option<String>,
    /// The runbooks, by slug.
    pub runbooks: Vec<Runbook>,
    /// The activities, by name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub activities: Vec<Activity>,
    /// Slugs of children that other workers run, as the package declares them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub external: Vec<String>,
}

/// What Cargo says of the package.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Package {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// One sentence about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Who wrote it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub authors: Vec<String>,
}

/// A runbook.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Runbook {
    /// The kebab-case name under which people and platforms know it.
    pub slug: String,
    /// The workflow type on Temporal.
    pub workflow_type: String,
    /// The doc comment of its impl.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub docs: Option<String>,
    /// Where its impl stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
    /// How a catalogue lists it, from `[package.metadata.ntro.runbooks.<slug>]`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub listing: Option<Listing>,
    /// What a run is started with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub input: Option<Payload>,
    /// What a completed run returns.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub output: Option<Payload>,
    /// The steps, in source order, which is the order of the breadcrumb.
    pub steps: Vec<Step>,
    /// The author's signals, in source order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub signals: Vec<Handler>,
    /// The author's queries, in source order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub queries: Vec<Handler>,
    /// The author's updates, in source order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub updates: Vec<Handler>,
    /// The children that it runs, in source order, as the source names them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub children: Vec<Child>,
    /// The front matter of its bundle, as the peer reads it; only the worker's manifest has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bundle: Option<FrontMatter>,
}

/// A step.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// The `snake_case` name, which stays when the method is renamed.
    pub name: String,
    /// What people read in the breadcrumb.
    pub title: String,
    /// The Lucide icon.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub icon: Option<String>,
    /// The doc comment of the method.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub docs: Option<String>,
    /// One sentence for a catalogue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Who works at it, such as `accountant`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub responsibility: Option<String>,
    /// How long its gates wait, in seconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub timeout_seconds: Option<u64>,
    /// The screen component that shows it, such as `DATA_TABLE`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub component: Option<String>,
    /// Its gates, in source order: the declared ones first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gates: Vec<Gate>,
    /// Where its method stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
}

/// A gate of a step.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Gate {
    /// Its name within the step.
    pub name: String,
    /// What a person does at it.
    pub kind: GateKind,
    /// Whether the step declares it. Of one that it does not declare, nothing else is known.
    pub declared: bool,
    /// What it shows; unknown of a gate that is not declared, absent of a submission.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payload: Option<Payload>,
    /// The screen component that shows it; the step's where it has none of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub component: Option<String>,
    /// The answers that it takes; absent of a submission and of a gate that is not declared.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<Answer>,
}

/// What a person does at a gate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum GateKind {
    /// Decides on what is shown: `wait_for_action`.
    Review,
    /// Sends something: `await_signal_with_action`.
    Submission,
}

/// An answer to a review.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// As it is shown.
    Approved,
    /// With corrections.
    Corrected,
    /// Not at all.
    Rejected,
}

/// A signal, query or update of the author's.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Handler {
    /// Its name on the wire.
    pub name: String,
    /// The doc comment of the method.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub docs: Option<String>,
    /// What it is called with; absent if with nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payload: Option<Payload>,
    /// What it answers; absent if nothing, as of every signal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<Payload>,
}

/// An activity of the author's.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Activity {
    /// The activity type on Temporal.
    pub name: String,
    /// The doc comment of the method.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub docs: Option<String>,
    /// What it is called with; absent if with nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub input: Option<Payload>,
    /// What it returns; absent if nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub output: Option<Payload>,
    /// The type of the event that each of its results is; absent if none, and where only the source was
    /// read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event_type: Option<String>,
}

/// A type that crosses the wire.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Payload {
    /// The type as the author writes it, such as `Extracted` or `Option<String>`.
    #[serde(rename = "type")]
    pub type_name: String,
    /// Its JSON Schema (draft 2020-12); absent where only the source was read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub schema: Option<Value>,
    /// The JSON Schema by which it is read back later, where that is not the one by which it is written:
    /// of what a gate shows, what an activity takes and returns, and what a run returns.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub read_schema: Option<Value>,
}

/// A child run that the source starts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Child {
    /// The slug; absent where the source says it neither as a literal nor by a type of the package.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub slug: Option<String>,
    /// What stands in the place of the slug, such as `DocumentIngest::RUN`, where it is no literal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expression: Option<String>,
    /// Whether the call itself says that another worker runs it: by `.task_queue(…)` or
    /// `.workflow_type(…)`.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub elsewhere: bool,
    /// Whether the source may leave the slug open: by a comment,
    /// `// ntro: allow(unreadable-child): reason`.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub allowed: bool,
    /// Where the call stands; nowhere, in a lock.
    #[serde(default, skip_serializing_if = "Source::is_nowhere")]
    pub source: Source,
}

/// A place in the source.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// The file, relative to the package, with `/` between its parts.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
}

impl Source {
    fn is_nowhere(&self) -> bool {
        self.file.is_empty()
    }
}

/// How a catalogue lists a runbook (contract F.2).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Listing {
    /// What people call it; the slug in words where there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Its class, such as `DOCUMENT_OPS`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub classification: Option<String>,
    /// Free words.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// Where it may be used, such as `UK` or `any`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub jurisdictions: Vec<String>,
    /// Who may see it, such as `public`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub visibility: Option<String>,
    /// Where it stands in its life, such as `DRAFT`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    /// Who answers for it; the package's first author where there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
}
