#![doc = include_str!("../README.md")]

pub mod state;
pub mod wire;

#[cfg(feature = "runbook")]
pub mod manifest;
#[cfg(feature = "runbook")]
mod runbook;
#[cfg(feature = "worker")]
pub mod worker;

#[cfg(feature = "runbook")]
mod facade;
#[cfg(feature = "runbook")]
pub use facade::*;
