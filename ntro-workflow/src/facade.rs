//! The names that authors use, at the crate's root.

pub use temporalio_workflow::{join, join_all, select};

pub use crate::runbook::activity::ActivityCall;
pub use crate::runbook::activity_context::{ActivityCtx, ActivityInfo};
pub use crate::runbook::activity_definition::{ActivityHost, ActivityRef};
pub use crate::runbook::activity_error::ActivityError;
pub use crate::runbook::child::{ChildCall, ChildTarget};
pub use crate::runbook::context::{Ctx, Waited};
pub use crate::runbook::definition::{NtroWorkflow, Payload, QueryHandler, SignalHandler, UpdateHandler};
pub use crate::runbook::error::{Failure, RunbookError, RunbookResult, StepError};
pub use crate::runbook::handle::{Def, QueryRef, RunbookHandles, SignalRef, UpdateRef};
pub use crate::runbook::review::{Review, UserAction};
pub use crate::runbook::submission::{Submission, SubmissionDraft, SubmitFile};
pub use crate::runbook::workflow::Runbook;
pub use crate::state::StepDefinition;
pub use crate::wire::{Action, Correction, Violation, hint};

/// `use ntro_workflow::prelude::*;` is all that a runbook needs.
pub mod prelude {
    pub use std::time::Duration;

    pub use super::{
        Action, ActivityCtx, ActivityError, Ctx, RunbookError, RunbookHandles as _, RunbookResult, SubmitFile, UserAction,
        Violation, Waited, join_all,
    };
    pub use crate::wire::hint::{
        ApprovalForm, Column, DataTable, Dataset, DisplayHint, FileUpload, HintAction, Loading, MultiFileUpload, ReportPreview,
        Summary,
    };
}

/// What the macros name. Not for authors: it may change in any release.
#[doc(hidden)]
pub mod __private {
    pub use crate::runbook::activity_definition::{ActivityBody, ActivityFuture, ActivityHost, ActivityVisitor};
    pub use crate::runbook::definition::{Payload, RunFuture};
    pub use crate::runbook::handler::{Accepted, PlainReply, Reply};
    pub use crate::runbook::step::{StepScope, enter, finish};

    /// Lets the macro name what a function returns on success, through any alias of `Result`.
    pub trait ResultOk {
        /// The success type.
        type Ok;
    }

    impl<T, E> ResultOk for Result<T, E> {
        type Ok = T;
    }

    /// Compiles only for a type that can cross the wire; the macro places it on the author's type.
    pub const fn payload<T: Payload>() {}
}
