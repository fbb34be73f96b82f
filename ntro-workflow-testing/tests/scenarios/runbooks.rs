//! Small runbooks, one idea each.

pub mod books;
pub mod family;
pub mod naps;
pub mod rounds;
pub mod shifty;
