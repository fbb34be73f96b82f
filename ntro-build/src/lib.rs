//! Reads the annotated impls of a crate.
