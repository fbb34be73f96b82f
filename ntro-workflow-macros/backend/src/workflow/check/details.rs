//! What a step says of itself for catalogues and screens, and how long its gates wait.

use crate::args::{StepArgs, Text};
use crate::components;
use crate::durations;
use crate::errors::{Errors, Problem};
use crate::texts;
use crate::workflow::model::Details;

/// Reads what is given; `None` if any of it is wrong.
pub(super) fn read(args: &StepArgs, errors: &mut Errors) -> Option<Details> {
    let description = given(args.description.as_ref(), |text| plain("description", text), errors);
    let responsibility = given(args.responsibility.as_ref(), |text| plain("responsibility", text), errors);
    let timeout_seconds = given(
        args.timeout.as_ref(),
        |text| texts::literal("timeout", text).and_then(durations::seconds),
        errors,
    );
    let component = given(args.component.as_ref(), component, errors);
    Some(Details {
        description: description?,
        responsibility: responsibility?,
        timeout_seconds: timeout_seconds?,
        component: component?,
    })
}

/// What is read of an argument: `Some(None)` if it is not given, `None` if it is wrong.
pub(super) fn given<A, T>(
    argument: Option<&A>,
    read: impl FnOnce(&A) -> Result<T, Problem>,
    errors: &mut Errors,
) -> Option<Option<T>> {
    match argument {
        None => Some(None),
        Some(argument) => errors.keep(read(argument)).map(Some),
    }
}

/// The screen component of a step or of a gate.
pub(super) fn component(text: &Text) -> Result<String, Problem> {
    texts::literal("component", text).and_then(components::name)
}

fn plain(argument: &str, text: &Text) -> Result<String, Problem> {
    texts::literal(argument, text).map(syn::LitStr::value)
}
