//! `expense-processor`: an inbox of expenses that is always there.
//!
//! Without anything of Temporal:
//! - [`inbox`]: the files that may be submitted
//! - [`inbox`]: the files that may be submitted
//! - [`sheet`]: from bytes to the expenses of a sheet
//! - [`vendors`]: which vendor is for what
//! - [`categorise`]: from what sheets have to rows that a person reviews
//! - [`model`]: batches and rows as JSON, and what is wrong with them
//! - [`ledger`]: what was decided, written once and posted once
//!
//! On top of it:
//! - [`runbook`] and its [`activities`]
//! - [`workshop`]: where a worker of it works

pub mod activities;
pub mod categorise;
pub mod fold;
pub mod inbox;
pub mod ledger;
pub mod model;
pub mod runbook;
pub mod sheet;
pub mod vendors;
pub mod workshop;
