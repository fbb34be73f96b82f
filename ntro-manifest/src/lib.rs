//! What is known of a set of runbooks without running them.
//!
//! [`manifest`] has the one shape that both manifests have: the one that a build script reads from
//! the source, and the one that a worker binary prints with the schemas of its types.

pub mod manifest;

pub use manifest::Manifest;
