//! Display hints: how a screen should show what a gate waits for.
//!
//! A hint names a component and configures it. [`DisplayHint`] is the shape on the wire; one
//! builder per known component writes its exact keys, and [`DisplayHint::raw`] is the way to any
//! other component. An option that is not set leaves its key out.
//!
//! | component | builder |
//! | --- | --- |
//! | `LOADING` | [`Loading`] |
//! | `FILE_UPLOAD` | [`FileUpload`] |
//! | `MULTI_FILE_UPLOAD` | [`MultiFileUpload`] of [`ExpectedDocument`]s |
//! | `DATA_TABLE` | [`DataTable`] of [`Dataset`]s of [`Column`]s |
//! | `SUMMARY` | [`Summary`] |
//! | `APPROVAL_FORM` | [`ApprovalForm`] |
//! | `REPORT_PREVIEW` | [`ReportPreview`] |

mod approval_form;
mod column;
mod config;
mod data_table;
mod dataset;
mod display_hint;
mod expected_document;
mod file_upload;
mod hint_action;
mod loading;
mod multi_file_upload;
mod report_preview;
mod summary;
#[cfg(test)]
mod tests;

pub use approval_form::ApprovalForm;
pub use column::{Column, ColumnType};
pub use data_table::DataTable;
pub use dataset::Dataset;
pub use display_hint::{DisplayHint, HintError};
pub use expected_document::{ExpectedDocument, SlotStatus};
pub use file_upload::FileUpload;
pub use hint_action::{HintAction, HintActionKind};
pub use loading::Loading;
pub use multi_file_upload::MultiFileUpload;
pub use report_preview::ReportPreview;
pub use summary::Summary;
