//! Every refusal by name, and properties of whole batches.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed, and says where")]

mod cases;
mod properties;
