//! What the program says.

use ntro_console::Screen;

/// Writes a line to standard output.
pub(crate) fn say(text: &str) {
    Screen::Output.say(text);
}

/// Writes what went wrong to standard error.
pub(crate) fn complain(text: &str) {
    Screen::Error.say(&format!("nav-monthly: {text}"));
}

/// The month of today, `YYYY-MM`, in UTC.
pub(crate) fn this_month() -> String {
    ntro_workflow::Timestamp::now().to_string().chars().take(7).collect()
}
