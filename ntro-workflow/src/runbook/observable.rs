//! Results that the outside hears of.

use std::marker::PhantomData;

/// A result of an activity that is told to the outside: each time an activity returns one, the worker's
/// sinks get an [`Event`](crate::wire::Event) of this type.
///
/// It is derived on the activity's result type; the activity itself says nothing of it.
///
/// ```
/// use ntro_workflow::prelude::*;
/// use schemars::JsonSchema;
/// use serde::{Deserialize, Serialize};
///
/// #[derive(Serialize, Deserialize, JsonSchema, Observable)]
/// #[event("document.parsed")]
/// pub struct Parsed {
///     pub pages: usize,
/// }
///
/// pub struct Documents;
///
/// #[ntro_activities]
/// impl Documents {
///     #[activity]
///     async fn parse(&self, _ctx: &ActivityCtx, text: String) -> Result<Parsed, ActivityError> {
///         Ok(Parsed { pages: text.lines().count() })
///     }
/// }
///
/// assert_eq!(Parsed::EVENT_TYPE, "document.parsed");
/// let parse = &ntro_workflow::manifest::activities_of::<Documents>()[0];
/// assert_eq!(parse.event_type.as_deref(), Some("document.parsed"));
/// ```
pub trait Observable {
    /// What happened, in lower-case words with dots between them: `document.parsed`.
    const EVENT_TYPE: &'static str;
}

/// Asks at compile time whether a type is [`Observable`]: its own constant is there only if it is, and goes
/// before that of [`NotObservable`], which is there always. The type has to be a concrete one.
pub struct Probe<T>(PhantomData<T>);

impl<T: Observable> Probe<T> {
    /// The type of its events.
    pub const EVENT_TYPE: Option<&'static str> = Some(T::EVENT_TYPE);
}

/// What [`Probe`] says of all other types.
pub trait NotObservable {
    /// None.
    const EVENT_TYPE: Option<&'static str> = None;
}

impl<T> NotObservable for Probe<T> {}
