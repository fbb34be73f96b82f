//! A collection of documents at a terminal: asks what to do about the slots that have failed.

use std::io;

use ntro_workflow::wire::RowAction;
use ntro_workflow::wire::action::UserActionMessage;

use crate::gates::OpenGate;
use crate::keyboard::ask;
use crate::one_line::one_line;
use crate::screen::Screen;

/// Asks what to do; `None` where another gate, of which there are `others`, is to go first.
///
/// # Errors
/// When the terminal is gone.
pub(crate) async fn ask_for(
    gate: &OpenGate,
    screen: Screen,
    others: bool,
) -> io::Result<Option<UserActionMessage>> {
    let failed = gate.failed_slots();
    for (source, message) in &failed {
        screen.say(&one_line(&format!("    {source} has failed: {message}")));
    }
    let later = if others { ", [l]ater" } else { "" };
    loop {
        let typed = ask(screen, &format!("[t]ry again, [g]ive all up{later}?")).await?.to_lowercase();
        match typed.as_str() {
            "t" | "try again" => {
                let Some(source) = which(&failed, screen).await? else { continue };
                return Ok(Some(UserActionMessage::row(RowAction::custom("retry", source))));
            }
            "g" | "give up" | "give all up" => {
                let why = ask(screen, "Why?").await?;
                let reject = UserActionMessage::reject();
                return Ok(Some(if why.is_empty() { reject } else { reject.comments(why) }));
            }
            "l" | "later" if others => return Ok(None),
            _ => screen.say(&format!("`{typed}` is not an answer; type one of the letters in brackets.")),
        }
    }
}

/// Which of them; asked only where there are several.
async fn which(failed: &[(String, String)], screen: Screen) -> io::Result<Option<String>> {
    if let [(only, _)] = failed {
        return Ok(Some(only.clone()));
    }
    let sources: Vec<_> = failed.iter().map(|(source, _)| source.as_str()).collect();
    let typed = ask(screen, &format!("Which ({})?", sources.join(", "))).await?;
    if sources.contains(&typed.as_str()) {
        return Ok(Some(typed));
    }
    screen.say(&format!("`{typed}` has not failed."));
    Ok(None)
}
