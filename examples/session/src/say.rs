//! What the program says.

use ntro_console::Screen;
use serde::Serialize;

use crate::Problem;

/// Writes a line to standard output.
pub fn say(text: &str) {
    Screen::Output.say(text);
}

/// Writes a value to standard output, as JSON.
///
/// # Errors
/// When it is none.
pub fn say_json(value: &impl Serialize) -> Result<(), Problem> {
    say(&serde_json::to_string_pretty(value)?);
    Ok(())
}

/// Writes what went wrong to standard error, after the name of the program.
pub fn complain(text: &str) {
    let path = std::env::args_os().next().unwrap_or_default();
    let name = std::path::Path::new(&path).file_stem().unwrap_or_default().to_string_lossy();
    Screen::Error.say(&format!("{name}: {text}"));
}
