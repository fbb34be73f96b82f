//! Where code panicked: what was caught says why, and only the hook is told where.

use std::cell::RefCell;
use std::panic;
use std::sync::Once;

thread_local! {
    /// The place of this thread's last panic that nobody asked for yet.
    static PLACE: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Puts a hook before the present one, once, that notes the places of panics.
pub(crate) fn note_places() {
    static HOOKED: Once = Once::new();
    HOOKED.call_once(|| {
        let report = panic::take_hook();
        panic::set_hook(Box::new(move |panic| {
            PLACE.set(panic.location().map(ToString::to_string));
            report(panic);
        }));
    });
}

/// Where this thread panicked last; `None` of a panic that another thread handed over.
pub(crate) fn place() -> Option<String> {
    PLACE.take()
}
