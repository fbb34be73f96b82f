//! Documents of our own making, for tests.

pub mod papers;
pub mod pdf;
pub mod sample;
