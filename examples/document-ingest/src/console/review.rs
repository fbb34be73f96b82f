//! The review gate at a terminal: shows the rows, takes corrections, asks for the decision.

use std::fmt::Write as _;
use std::io::{self, BufRead as _, Write as _};

use ntro_workflow::wire::action::UserActionMessage;
use ntro_workflow::wire::{Correction, PendingAction};
use serde_json::Value;

use crate::console::say;

/// Asks the person at the terminal what to do.
///
/// # Errors
/// When the terminal is gone.
pub(crate) async fn ask(pending: &PendingAction) -> io::Result<UserActionMessage> {
    let payload = pending.payload.clone().unwrap_or_default();
    tokio::task::spawn_blocking(move || ask_blocking(&payload)).await.map_err(io::Error::other)?
}

fn ask_blocking(payload: &Value) -> io::Result<UserActionMessage> {
    say(&table(payload));
    let mut corrections = Vec::new();
    loop {
        let question = match corrections.len() {
            0 => "[a]pprove, [c]orrect a cell, [r]eject? ".to_owned(),
            n => format!("{n} corrected. [a]pprove with the corrections, [c]orrect another cell, [r]eject? "),
        };
        match prompt(&question)?.to_lowercase().as_str() {
            "a" | "approve" if corrections.is_empty() => return Ok(UserActionMessage::approve()),
            "a" | "approve" => return Ok(UserActionMessage::correct(corrections)),
            "c" | "correct" => corrections.extend(correction(payload)?),
            "r" | "reject" => {
                let comments = prompt("Why? ")?;
                return Ok(UserActionMessage::reject().comments(comments));
            }
            other => say(&format!("`{other}` is not an answer; type a, c or r.")),
        }
    }
}

fn correction(payload: &Value) -> io::Result<Option<Correction>> {
    let row_id = prompt("Row (its id, such as total or li-1)? ")?;
    let Some(row) = rows(payload).find(|row| row["id"] == row_id.as_str()) else {
        say(&format!("There is no row `{row_id}`."));
        return Ok(None);
    };
    let columns: Vec<_> = cells(row).map(|(key, _)| key).collect();
    let column = match columns.as_slice() {
        [only] => (*only).to_owned(),
        _ => prompt(&format!("Column ({})? ", columns.join(", ")))?,
    };
    let Some(old) = row.get(&column).filter(|_| columns.contains(&column.as_str())) else {
        say(&format!("The row has no column `{column}`."));
        return Ok(None);
    };
    let text = prompt(&format!("New value (now {old})? "))?;
    // A number where it reads as one and the row is not one of texts; a text otherwise.
    let value = match serde_json::from_str::<Value>(&text) {
        Ok(number @ Value::Number(_)) if !old.is_string() => number,
        _ => Value::String(text),
    };
    Ok(Some(Correction::new(row_id, column, value).old_value(old.clone())))
}

/// Reads one line; the end of input is an error, because there is nobody left to ask.
fn prompt(question: &str) -> io::Result<String> {
    let mut output = io::stdout();
    write!(output, "{question}")?;
    output.flush()?;
    let mut line = String::new();
    if io::stdin().lock().read_line(&mut line)? == 0 {
        return Err(io::Error::new(io::ErrorKind::UnexpectedEof, "the terminal was closed before a decision"));
    }
    Ok(line.trim().to_owned())
}

/// Every row that can be corrected: the objects with an `id` in the lists of the payload.
fn rows(payload: &Value) -> impl Iterator<Item = &Value> {
    let lists = payload.as_object().into_iter().flat_map(|members| members.values());
    lists.filter_map(Value::as_array).flatten().filter(|row| row.get("id").is_some())
}

/// The columns of a row that a person may change.
fn cells(row: &Value) -> impl Iterator<Item = (&str, &Value)> {
    let fixed = ["id", "label", "confidence"];
    let members = row.as_object().into_iter().flatten();
    members.map(|(key, value)| (key.as_str(), value)).filter(move |(key, _)| !fixed.contains(key))
}

fn table(payload: &Value) -> String {
    rows(payload).fold(String::new(), |mut text, row| {
        let cells: Vec<_> = cells(row).map(|(key, value)| format!("{key} {value}")).collect();
        let confidence = row["confidence"].as_f64().unwrap_or_default();
        // Writing to a String cannot fail.
        let _ = writeln!(text, "    {:<10} {:<60} {confidence:.2}", row["id"].as_str().unwrap_or_default(), cells.join("  "));
        text
    })
}
