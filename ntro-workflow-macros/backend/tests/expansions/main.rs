//! Expansions, in process.

mod budget;
mod common;
mod golden;
mod hygiene;
mod outline;
