//! The frozen table, row by row, and properties over any JSON.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed, and says where")]

mod limits;
mod properties;
mod table;
