//! Why a store of the task history does not answer.

/// Why a store of the task history does not answer. The run waits and asks again, but for what is damaged.
///
/// ```
/// use ntro_workflow::worker::TaskHistoryError;
///
/// let away = TaskHistoryError::Unavailable("the database does not answer".into());
/// assert!(away.to_string().ends_with("does not answer"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TaskHistoryError {
    /// It cannot be reached, or failed: it may be back the next time.
    #[error("the task history is away: {0}")]
    Unavailable(String),
    /// It is not set up: somebody has to do what the sentence says, and the next time finds it done.
    #[error("the task history is not set up: {0}")]
    NotReady(String),
    /// What it keeps cannot be read, however often it is tried.
    #[error("the task history is damaged: {0}")]
    Damaged(String),
}
