//! Documents of our own making, for tests.

pub(crate) mod papers;
pub(crate) mod pdf;
pub(crate) mod sample;
