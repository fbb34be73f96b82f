//! A language model that judges.

use std::fmt;
use std::pin::Pin;

use serde_json::Value;

/// A language model that judges what is submitted beside a gate.
///
/// It is asked on the worker, inside an activity, and its answer is in the history, so that neither a replay
/// nor a lost worker asks it again for what it has answered. It should give up by itself in less than the
/// limit of a check, 110 seconds by default: a judge that does not answer is a failed check.
///
/// ```
/// use ntro_workflow::worker::{Judge, JudgeError, JudgeFuture, Question};
///
/// /// Answers what it was told to.
/// struct Parrot(String);
///
/// impl Judge for Parrot {
///     fn judge(&self, question: Question) -> JudgeFuture<'_> {
///         Box::pin(async move {
///             if question.prompt.is_empty() { Err(JudgeError::new("there is no prompt")) } else { Ok(self.0.clone()) }
///         })
///     }
/// }
/// ```
pub trait Judge: Send + Sync + 'static {
    /// Answers with text that holds one JSON object: `status` (`pass`, `warn` or `fail`), and perhaps `detail`,
    /// `data` and `confidence`. The prompt says so.
    fn judge(&self, question: Question) -> JudgeFuture<'_>;
}

/// The future of one answer.
pub type JudgeFuture<'a> = Pin<Box<dyn Future<Output = Result<String, JudgeError>> + Send + 'a>>;

/// What a judge is asked.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// The author's id of the check.
    pub check_id: String,
    /// Its title.
    pub title: String,
    /// The whole prompt: the author's with what is judged put in, and how to answer.
    pub prompt: String,
    /// What is judged, for judges that want it apart from the prompt.
    pub submitted: Value,
    /// What it is compared with.
    pub baseline: Option<Value>,
}

/// Why a judge has no answer: one sentence. It shows at the gate, so it must not hold a key.
///
/// ```
/// let error = ntro_workflow::worker::JudgeError::new("the model is overloaded; try again later");
/// assert_eq!(error.to_string(), "the model is overloaded; try again later");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct JudgeError(String);

impl JudgeError {
    /// From one sentence: what, where and the remedy.
    pub fn new(message: impl fmt::Display) -> Self {
        Self(message.to_string())
    }
}
