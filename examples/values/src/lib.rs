//! Amounts, days and months, as the example runbooks write them: exact, and plain JSON on the wire.

mod amount;
mod calendar;
mod period;

pub use amount::{Amount, NotAnAmount};
pub use calendar::{Day, NotADay};
pub use period::{NotAPeriod, Period};
