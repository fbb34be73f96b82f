//! What the program says.

use ntro_console::Screen;

/// Writes a line to standard output.
pub(crate) fn say(text: &str) {
    Screen::Output.say(text);
}

/// Writes what went wrong to standard error.
pub(crate) fn complain(text: &str) {
    Screen::Error.say(&format!("expense-processor: {text}"));
}
