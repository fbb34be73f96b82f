//! A thread of its own for code that may panic on bad input.

use std::cell::Cell;
use std::panic;
use std::sync::Once;
use std::thread;

/// Room for the deepest nesting the interpreter allows, in bytes.
const STACK: usize = 128 * 1024 * 1024;

/// How the work ended, other than by its own result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    /// It was stopped by [`overrun`].
    Overrun,
    /// It panicked.
    Panicked,
    /// The system gave no thread.
    NoThread,
}

/// The panic payload of [`overrun`].
struct Overrun;

thread_local! {
    /// Whether a panic of this thread is expected and needs no report.
    static QUIET: Cell<bool> = const { Cell::new(false) };
}

/// Runs `work` on a thread with a large stack, waits for it, and turns a panic
/// into a [`Fault`] without printing it.
pub(super) fn run<T, F>(work: F) -> Result<T, Fault>
where
    T: Send + 'static,
    F: FnOnce() -> T + Send + 'static,
{
    silence_quiet_threads();
    let quiet_work = || {
        QUIET.set(true);
        work()
    };
    let thread = thread::Builder::new().name("pdf-reader".into()).stack_size(STACK);
    let running = thread.spawn(quiet_work).map_err(|_| Fault::NoThread)?;
    running.join().map_err(|payload| if payload.is::<Overrun>() { Fault::Overrun } else { Fault::Panicked })
}

/// Stops the work from within a callback that cannot return an error.
pub(super) fn overrun() -> ! {
    panic::resume_unwind(Box::new(Overrun))
}

/// Puts a panic hook before the present one, once, that drops the reports of
/// quiet threads and passes on all others.
fn silence_quiet_threads() {
    static HOOKED: Once = Once::new();
    HOOKED.call_once(|| {
        let report = panic::take_hook();
        panic::set_hook(Box::new(move |information| {
            if !QUIET.try_with(Cell::get).unwrap_or(false) {
                report(information);
            }
        }));
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_hands_back_its_result() {
        assert_eq!(run(|| 7), Ok(7));
    }

    #[test]
    fn a_panic_and_a_stop_are_told_apart() {
        assert_eq!(run(|| -> u8 { panic!("a defect") }), Err(Fault::Panicked));
        assert_eq!(run(|| -> u8 { overrun() }), Err(Fault::Overrun));
    }
}
