//! Answers that a person types at a terminal.

use std::path::Path;
use std::process::Command;

use crate::desk::Desk;
use crate::history::History;
use crate::program::program;
use crate::terminal::Terminal;

const QUESTION: &str = "[a]pprove, [c]orrect a cell, [r]eject?";

fn at(desk: &Desk, invoice: &Path) -> Terminal {
    let mut command: Command = program();
    command.arg(invoice).arg("--data").arg(desk.data()).env("NO_COLOR", "1");
    Terminal::open(&command)
}

#[tokio::test]
async fn a_corrected_cell_is_approved_with_the_rest() {
    let desk = Desk::new();
    let mut terminal = at(&desk, &desk.lay_sample());
    let shown = terminal.shows(QUESTION);
    for line in ["✔ Extract fields", "? Review extraction", "· Commit", "\"SF-2026-0147\"", "2380.92"] {
        assert!(shown.contains(line), "no `{line}` in {shown}");
    }
    terminal.types("c");
    terminal.shows("Row");
    terminal.types("li-1");
    terminal.shows("Column");
    terminal.types("amount");
    terminal.shows("New value (now 756.0)?");
    terminal.types("755.5");
    terminal.shows("1 corrected.");
    terminal.types("a");
    let (code, rest) = terminal.ends();
    assert_eq!(code, Some(0), "{rest}");
    assert!(rest.contains("✔ Commit") && rest.contains("\"corrections_applied\": 1"), "{rest}");
    assert_eq!(desk.amounts().await[0], "755.50");
}

#[tokio::test]
async fn a_rejection_says_why() {
    let desk = Desk::new();
    let mut terminal = at(&desk, &desk.lay_sample());
    terminal.shows(QUESTION);
    terminal.types("maybe");
    terminal.shows("`maybe` is not an answer");
    terminal.types("r");
    terminal.shows("Why?");
    terminal.types("not our order");
    let (code, rest) = terminal.ends();
    assert_eq!(code, Some(3), "{rest}");
    assert!(rest.contains("Nothing was committed: rejected: not our order."), "{rest}");
    assert_eq!(desk.records().await, []);
}

#[tokio::test]
async fn a_refused_correction_costs_none_of_the_others() {
    let desk = Desk::new();
    let mut terminal = at(&desk, &desk.lay_sample());
    let correct = |terminal: &mut Terminal, row: &str, value: &str| {
        terminal.types("c");
        terminal.shows("Row");
        terminal.types(row);
        terminal.shows("New value");
        terminal.types(value);
        terminal.shows("corrected.");
    };
    terminal.shows(QUESTION);
    correct(&mut terminal, "issuer", "Sample Furnishings Limited");
    correct(&mut terminal, "date", "the ides of March");
    terminal.types("a");
    terminal.shows("Refused: ");
    let again = terminal.shows("2 corrected.");
    assert!(again.contains("→ \"the ides of March\""), "{again}");
    correct(&mut terminal, "date", "2026-03-15");
    terminal.types("a");
    let (code, rest) = terminal.ends();
    assert_eq!(code, Some(0), "{rest}");
    assert!(rest.contains("Sample Furnishings Limited") && rest.contains("2026-03-15"), "{rest}");
    assert_eq!(desk.records().await[0].corrections_applied, 2);
}

#[tokio::test]
async fn a_terminal_that_is_closed_cancels_the_run() {
    let desk = Desk::new();
    let mut terminal = at(&desk, &desk.lay_sample());
    let shown = terminal.shows(QUESTION);
    terminal.presses("\u{4}");
    let (code, rest) = terminal.ends();
    assert_eq!(code, Some(1), "{rest}");
    assert!(rest.contains("nothing was committed"), "{rest}");
    let run =
        shown.lines().find_map(|line| line.trim().strip_prefix("The run is ")).expect("its id is shown");
    assert_eq!(History::of(run).last(), "EVENT_TYPE_WORKFLOW_EXECUTION_CANCELED");
    assert_eq!(desk.records().await, []);
}
