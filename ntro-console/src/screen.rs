//! The terminal, or what stands in its place: where something is said.

use std::io::{self, IsTerminal as _, Write as _};

use crate::paint::Paint;

/// Where something is said.
///
/// ```
/// use ntro_console::Screen;
///
/// Screen::Error.say("Starting Temporal …"); // and the result goes to standard output
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Screen {
    /// Standard output.
    Output,
    /// Standard error: for programs whose result somebody reads from standard output.
    Error,
}

impl Screen {
    /// Writes a line. A closed pipe is not a reason to stop a run half-way.
    pub fn say(self, text: &str) {
        // Nobody is there to read about it either.
        let _ = match self {
            Self::Output => writeln!(io::stdout(), "{text}"),
            Self::Error => writeln!(io::stderr(), "{text}"),
        };
    }

    /// Whether there is a person to ask: one who reads here and types.
    ///
    /// ```
    /// # use ntro_console::Screen;
    /// if !Screen::Output.is_interactive() {
    ///     println!("decisions have to be made beforehand");
    /// }
    /// ```
    #[must_use]
    pub fn is_interactive(self) -> bool {
        io::stdin().is_terminal() && self.is_terminal()
    }

    /// Goes to a new line, from a question that nobody will answer.
    pub fn leave_question(self) {
        if self.is_interactive() {
            self.say("");
        }
    }

    /// The colours that it takes.
    #[must_use]
    pub fn paint(self) -> Paint {
        Paint::new(self.is_terminal())
    }

    pub(crate) fn is_terminal(self) -> bool {
        match self {
            Self::Output => io::stdout().is_terminal(),
            Self::Error => io::stderr().is_terminal(),
        }
    }

    /// Writes a question, and stays on its line.
    pub(crate) fn question(self, text: &str) -> io::Result<()> {
        match self {
            Self::Output => {
                write!(io::stdout(), "{text} ")?;
                io::stdout().flush()
            }
            Self::Error => write!(io::stderr(), "{text} "),
        }
    }
}

/// Who sits at the terminal, as the system says; `console` where it does not.
///
/// ```
/// assert!(!ntro_console::user().is_empty());
/// ```
#[must_use]
pub fn user() -> String {
    let named = |name: &&str| std::env::var(name).ok().filter(|user| !user.is_empty());
    ["USER", "LOGNAME"].iter().find_map(named).unwrap_or_else(|| "console".into())
}
