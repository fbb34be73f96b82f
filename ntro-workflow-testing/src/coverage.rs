//! Which decisions at which gates the scenarios of this process drove.

mod ledger;

pub(crate) use ledger::record;
