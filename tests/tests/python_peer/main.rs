//! The Python package `ntro` itself, on the same server: its parents and our children, our parents and its
//! children, and its own driver at our gates.
#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test that cannot be set up fails")]

mod across;
mod driver;
mod python;
mod screens;
