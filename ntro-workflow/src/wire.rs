//! Every JSON shape that crosses a boundary, and nothing else: no rules, no Temporal, no clock.
//!
//! The shapes are a superset of what the Python package `ntro` 0.1.2 sends and reads, so that its
//! clients, screens and test drivers keep working.
//!
//! ```
//! use ntro_workflow::wire::{ActionMessage, StepDescriptor, StepStatus};
//! use serde_json::json;
//!
//! let answer: ActionMessage = serde_json::from_value(json!({ "action": "approve", "comments": "agreed" }))?;
//! assert_eq!(answer.address, None);
//! let step: StepDescriptor =
//!     serde_json::from_value(json!({ "id": "review", "title": "Review", "status": "waiting_for_input" }))?;
//! assert_eq!(step.status, StepStatus::WaitingForInput);
//! # Ok::<(), serde_json::Error>(())
//! ```

pub mod action;
pub mod child;
pub mod correction;
pub mod decode;
pub mod editable;
pub mod event;
pub mod feedback;
pub mod hint;
pub mod log;
pub mod payload;
pub mod pending;
pub mod quality;
pub mod receipt;
pub mod slot_report;
pub mod snapshot;
pub mod step;
pub mod task;
pub mod ui_state;

pub use action::{
    Action, ActionMessage, Actor, Address, Correction, Decision, RowAction, RowActionKind, Verb,
};
pub use child::{ChildEntry, ChildStatus};
pub use correction::Change;
pub use decode::Violation;
pub use editable::{EditRules, Editable};
pub use event::Event;
pub use feedback::{Feedback, FeedbackLevel, IngestOutcome, IngestStatus};
pub use hint::DisplayHint;
pub use log::{LogEntry, LogEvent};
pub use payload::{Direction, Payload, PayloadType};
pub use pending::{DrillDownChild, PendingAction, PendingKind};
pub use quality::{CheckOutcome, QualityItem, QualityProgress, QualityResults, QualityStatus};
pub use receipt::{Receipt, Refusal, RefusalReason};
pub use slot_report::SlotReport;
pub use snapshot::{Ending, OpeningSnapshot, StepSnapshot};
pub use step::{StepDescriptor, StepStatus};
pub use task::{CompletedTask, DocumentQuery, PreviousQuery, PreviousTask, TaskAttributes, TaskKey};
pub use ui_state::{RefusalCounts, UiState};
