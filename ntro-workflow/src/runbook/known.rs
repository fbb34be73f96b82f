//! What the macros say of types: a table entry each, from the type and how the author writes it.
//!
//! Inputs and outputs are named through the trait that bounds them. One that cannot cross the wire is
//! an error where the trait's type is given, and not a second one in the table.

use crate::runbook::activity_definition::ActivityBody;
use crate::runbook::definition::NtroWorkflow;
use crate::wire::{Payload, PayloadType};

/// What is sent to a handler, or what it answers.
#[must_use]
pub const fn known<T: Payload>(written: &'static str) -> Option<PayloadType> {
    Some(PayloadType::of::<T>(written))
}

/// What a run is started with.
#[must_use]
pub const fn known_input<W: NtroWorkflow>(written: &'static str) -> Option<PayloadType> {
    known::<W::Input>(written)
}

/// What a completed run returns.
#[must_use]
pub const fn known_output<W: NtroWorkflow>(written: &'static str) -> Option<PayloadType> {
    known::<W::Output>(written)
}

/// What an activity is called with.
#[must_use]
pub const fn known_activity_input<B: ActivityBody>(written: &'static str) -> Option<PayloadType> {
    known::<B::Input>(written)
}

/// What an activity returns.
#[must_use]
pub const fn known_activity_output<B: ActivityBody>(written: &'static str) -> Option<PayloadType> {
    known::<B::Output>(written)
}
