//! The terminal: what is said, and what is asked.

pub(crate) mod breadcrumb;
pub(crate) mod review;

use std::io::{self, IsTerminal as _, Write as _};

/// Writes a line to standard output. A closed pipe is not a reason to stop a run half-way.
pub(crate) fn say(text: &str) {
    // Nobody is there to read about it either.
    let _ = writeln!(io::stdout(), "{text}");
}

/// Writes what went wrong to standard error.
pub(crate) fn complain(text: &str) {
    // As above.
    let _ = writeln!(io::stderr(), "document-ingest: {text}");
}

/// Asks one question and reads one line.
///
/// # Errors
/// The end of input is one, because there is nobody left to ask.
pub(crate) fn prompt(question: &str) -> io::Result<String> {
    let mut output = io::stdout();
    write!(output, "{question} ")?;
    output.flush()?;
    let mut line = String::new();
    if io::stdin().read_line(&mut line)? == 0 {
        let message = "the terminal was closed before a decision; nothing was committed";
        return Err(io::Error::new(io::ErrorKind::UnexpectedEof, message));
    }
    Ok(line.trim().to_owned())
}

/// Goes to a new line, from a question that nobody will answer.
pub(crate) fn leave_question() {
    if is_interactive() {
        say("");
    }
}

/// Whether there is a person to ask.
pub(crate) fn is_interactive() -> bool {
    io::stdin().is_terminal() && io::stdout().is_terminal()
}

/// How something that changes is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Drawing {
    /// On a terminal: over what was drawn before.
    Over,
    /// Elsewhere: one line per change.
    Lines,
}

impl Drawing {
    /// What standard output takes.
    pub(crate) fn of_output() -> Self {
        if io::stdout().is_terminal() { Self::Over } else { Self::Lines }
    }
}

/// Who sits at the terminal, as the system says.
pub(crate) fn user() -> String {
    ["USER", "LOGNAME"].iter().find_map(|name| std::env::var(name).ok()).unwrap_or_else(|| "console".into())
}

/// The month of today, `YYYY-MM`, in UTC.
pub(crate) fn this_month() -> String {
    ntro_workflow::Timestamp::now().to_string().chars().take(7).collect()
}
