//! Document ingest.
pub mod amount;
pub mod calendar;
pub mod layout;
pub mod pdf;
pub mod model;
pub mod extract;
pub mod verify;
