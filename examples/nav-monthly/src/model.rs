//! What goes in, what is reviewed and what comes out, as JSON.

mod bill;
mod closed;
mod comparison;
mod context;
mod currency;
mod journal;

pub use bill::Bill;
pub use closed::{ClosedMonth, SourceTotal};
pub use comparison::{Comparison, TotalRow};
pub use context::{NavMonthlyContext, Owner};
pub use currency::{Currency, NotACurrency};
pub use fund_values::{Amount, NotAPeriod, Period};
pub use journal::{Journal, JournalLine};
