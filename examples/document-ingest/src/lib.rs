//! Everything a runbook needs to take one document from its PDF to a committed
//! record, and nothing of Temporal: reading, extracting, reviewing, storing.
//!
//! - [`documents`]: from a reference to bytes, and a place for large texts
//! - [`pdf`]: from bytes to words and where they stand ([`layout`])
//! - [`extract`]: from words to values, by rules
//! - [`model`]: the values as JSON, and what a complete record is
//! - [`store`]: committing a record, once
//! - [`verify`]: how much of the extraction is right

pub mod amount;
pub mod calendar;
pub mod documents;
pub mod extract;
pub mod layout;
pub mod model;
pub mod pdf;
pub mod store;
pub mod verify;
