//! How an activity fails.

use std::error::Error;
use std::fmt::Display;

use crate::runbook::error::with_causes;

/// How an activity attempt fails: for good, or to be tried again.
///
/// Any error becomes a retryable one by `?`. What no retry can mend, such as a broken document,
/// must say so, or the activity is tried until its attempts or its time are up.
///
/// ```
/// use ntro_workflow::ActivityError;
///
/// fn read(path: &str) -> Result<String, ActivityError> {
///     let text = std::fs::read_to_string(path)?;
///     if text.is_empty() {
///         return Err(ActivityError::permanent("EmptyDocument", format!("{path} is empty; upload it again")));
///     }
///     Ok(text)
/// }
///
/// let missing = read("no such file").unwrap_err();
/// assert!(missing.is_retryable());
/// assert_eq!(missing.kind(), "ActivityError");
/// ```
#[derive(Debug)]
pub struct ActivityError {
    pub(crate) kind: String,
    pub(crate) message: String,
    pub(crate) retryable: bool,
}

impl ActivityError {
    /// A failure that no retry can mend. `kind` is its type: one frozen Pascal-case word, which becomes
    /// the failure type of the run.
    ///
    /// ```
    /// # use ntro_workflow::ActivityError;
    /// let broken = ActivityError::permanent("EmptyDocument", "the document has no pages; upload it again");
    /// assert!(!broken.is_retryable());
    /// ```
    pub fn permanent(kind: impl Into<String>, message: impl Display) -> Self {
        Self { kind: kind.into(), message: message.to_string(), retryable: false }
    }

    /// A failure that may be gone the next time. `kind` as in [`ActivityError::permanent`].
    ///
    /// ```
    /// # use ntro_workflow::ActivityError;
    /// let busy = ActivityError::retryable("Busy", "the bank does not answer");
    /// assert!(busy.is_retryable());
    /// assert_eq!(busy.message(), "the bank does not answer");
    /// ```
    pub fn retryable(kind: impl Into<String>, message: impl Display) -> Self {
        Self { kind: kind.into(), message: message.to_string(), retryable: true }
    }

    /// The failure type; `ActivityError` for what came up by `?`.
    #[must_use]
    pub fn kind(&self) -> &str {
        &self.kind
    }

    /// The sentence for the person; what came up by `?` is told with all of its sources.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }

    /// Whether it is worth another attempt.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        self.retryable
    }
}

/// The whole chain of sources, in one sentence.
impl<E: Error> From<E> for ActivityError {
    fn from(error: E) -> Self {
        Self::retryable("ActivityError", with_causes(&error))
    }
}

/// What the author's activity returned, with any error type that becomes an [`ActivityError`].
///
/// # Errors
/// The author's.
pub fn finish_activity<T, E: ActivityFailure>(result: Result<T, E>) -> Result<T, ActivityError> {
    result.map_err(Into::into)
}

/// What an activity may fail with: [`ActivityError`], or any error.
#[diagnostic::on_unimplemented(
    message = "an activity cannot fail with `{Self}`",
    note = "use `ActivityError`, or an error type that implements `std::error::Error`"
)]
pub trait ActivityFailure: Into<ActivityError> {}

#[diagnostic::do_not_recommend]
impl<E: Into<ActivityError>> ActivityFailure for E {}
