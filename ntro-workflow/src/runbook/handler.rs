//! What the author's handlers may return, and how it is turned into an answer on the wire.

use std::fmt::Display;

use serde_json::Value;

use crate::wire::Payload;

/// Why a handler did not accept a message: said to the sender of a query or update, recorded for a
/// signal. Never fails the workflow task.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct HandlerError(String);

impl HandlerError {
    /// An error with the sentence that the sender will read.
    pub fn new(message: impl Into<String>) -> Self {
        Self(message.into())
    }
}

/// What a signal handler or an update's validator may return: nothing, or `Result<(), E>`.
#[diagnostic::on_unimplemented(
    message = "a signal handler or validator cannot return `{Self}`",
    label = "return `()` or `Result<(), E>` with `E: Display`",
    note = "nobody waits for the answer of a signal; use `#[update]` to answer"
)]
pub trait Accepted {
    /// The refusal, if it is one.
    ///
    /// # Errors
    /// The author's refusal, as a [`HandlerError`].
    fn accepted(self) -> Result<(), HandlerError>;
}

impl Accepted for () {
    fn accepted(self) -> Result<(), HandlerError> {
        Ok(())
    }
}

impl<E: Display> Accepted for Result<(), E> {
    fn accepted(self) -> Result<(), HandlerError> {
        self.map_err(|error| HandlerError::new(error.to_string()))
    }
}

/// What a query or update handler returned, on its way to the wire.
///
/// `Reply(returned).answer()` finds the method for `Result` first and falls back to [`PlainReply`]
/// for every other type, so that an error becomes the sender's error and not the JSON
/// `{"Err": …}`.
pub struct Reply<T>(pub T);

impl<T, E> Reply<Result<T, E>> {
    /// The value, or the author's error.
    ///
    /// # Errors
    /// The author's error.
    pub fn answer(self) -> Result<T, HandlerError>
    where
        E: Display,
    {
        self.0.map_err(|error| HandlerError::new(error.to_string()))
    }
}

/// The fallback of [`Reply`] for a handler that cannot fail.
pub trait PlainReply {
    /// What the handler returned.
    type Value;

    /// The value.
    ///
    /// # Errors
    /// None.
    fn answer(self) -> Result<Self::Value, HandlerError>;
}

impl<T> PlainReply for Reply<T> {
    type Value = T;

    fn answer(self) -> Result<T, HandlerError> {
        Ok(self.0)
    }
}

/// An answer that is of the type which its handler's signature shows to a reader of tokens: that type is in the
/// handle and in the manifest.
#[diagnostic::on_unimplemented(
    message = "this answers with `{Self}`, and reads as if it answered with `{Written}`",
    label = "the answer's type cannot be read from this",
    note = "write a `Result` as `Result<T, E>`, and give no other type a name that ends in `Result`"
)]
pub trait AnswersAs<Written> {
    /// The answer.
    fn written(self) -> Written;
}

#[diagnostic::do_not_recommend]
impl<T> AnswersAs<T> for T {
    fn written(self) -> T {
        self
    }
}

/// Writes the answer of a query or an update.
///
/// # Errors
/// What serde says of a value that is not JSON.
pub fn encode<Written: Payload>(answer: impl AnswersAs<Written>) -> Result<Value, HandlerError> {
    serde_json::to_value(answer.written())
        .map_err(|error| HandlerError::new(format!("the answer is not JSON: {error}")))
}
