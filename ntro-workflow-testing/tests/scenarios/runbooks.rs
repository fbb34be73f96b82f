//! Small runbooks, one idea each.

pub(crate) mod books;
pub(crate) mod checked;
pub(crate) mod clerk;
pub(crate) mod family;
pub(crate) mod naps;
pub(crate) mod past;
pub(crate) mod rounds;
pub(crate) mod shifty;
