//! `expense-processor`: an inbox of expenses that is always there.
//!
//! Without anything of Temporal:
//! - [`inbox`]: the files that may be submitted
//! - [`sheet`]: from bytes to the expenses of a sheet
//! - [`vendors`]: which vendor is for what
//! - [`model`]: batches and rows as JSON, and what is wrong with them
//! - [`ledger`]: what was decided, written once and posted once

pub mod fold;
pub mod ledger;
pub mod model;
pub mod sheet;
pub mod vendors;
