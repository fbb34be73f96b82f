//! A submission at a terminal: asks for the JSON of the signal that the gate names.

use std::io;

use serde_json::Value;

use crate::gates::OpenGate;
use crate::keyboard::ask;
use crate::one_line::one_line;
use crate::screen::Screen;

/// Asks for what is to be sent; `None` leaves it to somebody else.
///
/// # Errors
/// When the terminal is gone.
pub(crate) async fn ask_for(gate: &OpenGate, signal: &str, screen: Screen) -> io::Result<Option<Value>> {
    if let Some(args) = &gate.pending.args {
        screen.say(&one_line(&format!("    {args}")));
    }
    let question = format!("JSON for the signal `{signal}`, in one line (nothing: somebody else sends it)?");
    loop {
        let typed = ask(screen, &question).await?;
        if typed.is_empty() {
            return Ok(None);
        }
        match serde_json::from_str(&typed) {
            Ok(value) => return Ok(Some(value)),
            Err(error) => screen.say(&format!("That is not JSON: {error}.")),
        }
    }
}
