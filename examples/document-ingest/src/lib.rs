//! `document-ingest`: one document from its PDF to a committed record, with a person at its gates.
//!
//! Without anything of Temporal:
//! - [`documents`]: from a reference to bytes, and a place for large texts
//! - [`pdf`]: from bytes to words and where they stand ([`layout`])
//! - [`extract`]: from words to values, by rules
//! - [`model`]: the values as JSON, and what a complete record is
//! - [`store`]: committing a record, once
//! - [`verify`]: how much of the extraction is right
//!
//! On top of it:
//! - [`runbook`] and its [`activities`]
//! - [`workshop`]: where a worker of it works

pub mod activities;
pub mod documents;
pub mod extract;
pub mod layout;
pub mod model;
pub mod pdf;
pub mod runbook;
pub mod store;
pub mod verify;
pub mod workshop;
