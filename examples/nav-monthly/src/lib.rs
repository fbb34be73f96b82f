//! `nav-monthly`: the month-end close of one entity, from documents to a posted journal.
//!
//! Without anything of Temporal:
//! - [`model`]: the values as JSON, and what may be posted
//! - [`chart`]: accounts, and the documents that a month needs
//! - [`propose`]: from bills to a journal that balances
//! - [`compare`]: a month beside the last one
//! - [`store`]: months and journals, in SQLite or PostgreSQL
//!
//! On top of it:
//! - [`runbook`] and its [`activities`]
//! - [`workshop`]: where a worker of it works

pub mod activities;
pub mod chart;
pub mod compare;
pub mod model;
pub mod propose;
pub mod runbook;
pub mod store;
pub mod workshop;
