//! What the program writes: results on standard output, everything else on standard error.

use std::io::{self, Write as _};

/// Writes a line of the result. A closed pipe is not a reason to stop half-way.
pub(crate) fn say(text: &str) {
    // Nobody is there to read about it either.
    let _ = writeln!(io::stdout(), "{text}");
}

/// Writes what went wrong, or how far it is.
pub(crate) fn complain(text: &str) {
    // As above.
    let _ = writeln!(io::stderr(), "ntro: {text}");
}
