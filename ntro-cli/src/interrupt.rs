//! Ctrl-C and SIGTERM, for commands that end what they have started in order.

use ntro_console::Interrupt;

use crate::failure::Failure;

/// The signals from now on.
pub(crate) fn listen() -> Result<Interrupt, Failure> {
    Interrupt::listen()
        .map_err(|error| Failure::failed(format!("the system lets nobody listen to Ctrl-C: {error}")))
}
