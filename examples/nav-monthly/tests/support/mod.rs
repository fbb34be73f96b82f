//! What the tests lay on the desk.

#[path = "../../../document-ingest/tests/support/pdf.rs"]
#[allow(dead_code, reason = "the tests of the other example need more of it")]
mod pdf;
pub(crate) mod samples;
