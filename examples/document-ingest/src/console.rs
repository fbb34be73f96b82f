//! The terminal: what is said, and what is asked.

pub(crate) mod breadcrumb;
pub(crate) mod review;

use std::io::{IsTerminal as _, Write as _};

/// Writes a line to standard output. A closed pipe is not a reason to stop a run half-way.
pub(crate) fn say(text: &str) {
    // Nobody is there to read about it either.
    let _ = writeln!(std::io::stdout(), "{text}");
}

/// Whether there is a person to ask.
pub(crate) fn is_interactive() -> bool {
    std::io::stdin().is_terminal() && std::io::stdout().is_terminal()
}

/// Whether lines can be drawn over.
pub(crate) fn is_drawable() -> bool {
    std::io::stdout().is_terminal()
}

/// Who sits at the terminal, as the system says.
pub(crate) fn user() -> String {
    ["USER", "LOGNAME"].iter().find_map(|name| std::env::var(name).ok()).unwrap_or_else(|| "console".into())
}

/// The month of today, `YYYY-MM`, in UTC.
pub(crate) fn this_month() -> String {
    ntro_workflow::Timestamp::now().to_string().chars().take(7).collect()
}
