//! A stack for code that is nested deeper than anybody writes: a program that writes code may.

use std::panic::resume_unwind;
use std::thread::{self, Builder};

/// Some 10 kB for each of 25,000 calls in one chain. Only what is used of it is taken.
const SIZE: usize = 256 << 20;

/// Does some work on a thread with a large stack, or here if there cannot be one.
pub(crate) fn on_a_large_stack<T: Send>(work: impl Fn() -> T + Send + Sync) -> T {
    thread::scope(|scope| match Builder::new().stack_size(SIZE).spawn_scoped(scope, &work) {
        Ok(thread) => thread.join().unwrap_or_else(|panic| resume_unwind(panic)),
        Err(_) => work(),
    })
}
