//! Reads the frozen table in `table.txt`, and holds the decoder to every row of it.

use serde_json::Value;

use crate::wire::action::ActionMessage;

const TABLE: &str = include_str!("table.txt");

/// One spelling, and what it comes to.
struct Row<'a> {
    name: &'a str,
    message: Value,
    outcome: Outcome<'a>,
}

enum Outcome<'a> {
    /// Understood; this is the canonical spelling of the same message.
    Means(Value),
    /// Refused for the reason, with a sentence that contains the text.
    Refused(&'a str, &'a str),
}

fn rows() -> Vec<Row<'static>> {
    let lines: Vec<&str> = TABLE.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
    let (rows, rest) = lines.as_chunks::<3>();
    assert!(rest.is_empty(), "a row has three lines: {rest:?}");
    rows.iter().map(row).collect()
}

fn row([name, message, outcome]: &[&'static str; 3]) -> Row<'static> {
    let json = |text: &str| -> Value {
        serde_json::from_str(text).unwrap_or_else(|error| panic!("{name}: {error} in {text}"))
    };
    let outcome = match outcome.trim().split_once(' ') {
        Some(("=", canonical)) => Outcome::Means(json(canonical)),
        Some(("!", refusal)) => {
            let (reason, says) = refusal.split_once(": ").unwrap();
            Outcome::Refused(reason, says)
        }
        _ => panic!("{name}: `= canonical` or `! reason: text` expected, not {outcome}"),
    };
    Row { name, message: json(message), outcome }
}

fn complaint(row: &Row<'_>) -> Option<String> {
    let Row { name, message, .. } = row;
    match (ActionMessage::decode(message), &row.outcome) {
        (Ok(decoded), Outcome::Means(canonical)) => {
            let found = serde_json::to_value(&decoded).unwrap();
            (found != *canonical).then(|| format!("{name}: {message} came to {found}"))
        }
        (Err(refusal), Outcome::Refused(reason, says)) => {
            let named = serde_json::to_value(refusal.reason).unwrap();
            let right = named == *reason && refusal.message.contains(says);
            (!right).then(|| format!("{name}: {message} was refused with {refusal:?}"))
        }
        (result, _) => Some(format!("{name}: {message} came to {result:?}")),
    }
}

#[test]
fn every_row_of_the_table_holds() {
    let wrong: Vec<String> = rows().iter().filter_map(complaint).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_table_has_a_row_for_every_row_of_the_contract() {
    let rows = rows();
    assert!(rows.len() >= 150, "only {} rows were read", rows.len());
    for number in 2..=12 {
        let name = format!("B.2 row {number}");
        let known = |row: &Row<'_>| {
            let rest = row.name.strip_prefix(&name);
            rest.is_some_and(|rest| !rest.starts_with(|next: char| next.is_ascii_digit()))
        };
        assert!(rows.iter().any(known), "{name} is missing");
    }
}
