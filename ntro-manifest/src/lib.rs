//! What is known of a set of runbooks without running them.
//!
//! [`manifest`] has the one shape that both manifests have: the one that a build script reads from
//! the source, and the one that a worker binary prints with the schemas of its types. [`lock`] is the
//! checked-in record of what was agreed on, [`compare()`] says what a change does to those who rely on
//! it, [`schema`] does so for JSON Schemas, [`bundle`] is the view that the peer's catalogue reads, and
//! [`type_path`] finds the runbook that a child's type is.

pub mod bundle;
pub mod compare;
pub mod lock;
pub mod manifest;
pub mod schema;
pub mod type_path;

pub use bundle::FrontMatter;
pub use compare::{Change, Class, Comparison, compare};
pub use lock::{Lock, LockError};
pub use manifest::Manifest;
