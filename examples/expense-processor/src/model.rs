//! What goes in, what is reviewed and what comes out, as JSON.

mod batch;
mod context;
mod result;
mod row;
mod submission;

pub use batch::{ExpenseBatch, Obstacle};
pub use context::{Carried, ExpenseProcessorContext, Gl};
pub use result::{CommitResult, Decided, ExpensePeriodResult, PeriodSummary, PostToGlResult};
pub use row::{CategorySource, ExpenseRow, IllegalTransition, RowStatus, Rules};
pub use submission::{DataSubmission, SourceRef};
