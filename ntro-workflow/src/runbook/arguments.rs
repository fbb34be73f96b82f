//! The one JSON argument of a handler, and how it becomes the author's type.

use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::runbook::handler::HandlerError;
use crate::wire::Payload;
use crate::wire::decode;

/// What a signal, query or update was sent with: one JSON value, `null` when it came without one.
#[derive(Clone, Debug, PartialEq)]
pub struct Arguments(Value);

impl Arguments {
    /// Wraps the decoded payload of a message.
    #[must_use]
    pub fn new(value: Value) -> Self {
        Self(value)
    }

    /// Decodes the argument into the type of the author's parameter.
    ///
    /// # Errors
    /// [`HandlerError`] naming the JSON pointer at which the value does not fit the type.
    pub fn take<T: Payload>(&self) -> Result<T, HandlerError> {
        self.read()
    }

    /// As [`Arguments::take`], for types of ours.
    pub(crate) fn read<T: DeserializeOwned>(&self) -> Result<T, HandlerError> {
        decode::from_value(self.0.clone()).map_err(|violation| HandlerError::new(violation.to_string()))
    }

    /// Checks that the argument fits the type, for updates without a validator of their own.
    ///
    /// # Errors
    /// As [`Arguments::take`].
    pub fn expect<T: Payload>(&self) -> Result<(), HandlerError> {
        self.take::<T>().map(drop)
    }
}
