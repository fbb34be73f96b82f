//! Answers that a person types at a terminal.

use crate::desk::{Desk, count, sample};
use crate::program::program;
use crate::terminal::Terminal;

const QUESTION: &str = "[x] reject a row, [a]pprove, [c]orrect a cell, [r]eject?";

#[tokio::test]
async fn a_person_rejects_a_row_corrects_cells_and_approves() {
    let desk = Desk::new();
    let mut command = program();
    command.arg(sample("card-april.xlsx")).arg("--data").arg(desk.data()).env("NO_COLOR", "1");
    let mut terminal = Terminal::open(&command);
    let shown = terminal.shows(QUESTION);
    assert!(
        shown.contains("15 expenses of 5132.69 EUR and 2450.00 GBP and 412.37 USD, 3 of them need"),
        "{shown}"
    );
    terminal.types("x");
    terminal.shows("Row (its id");
    terminal.types("b1-r15");
    for (row, column, value) in [
        ("b1-r13", "vendor", "Deutsche Post"),
        ("b1-r13", "category", "postage"),
        ("b1-r14", "vat_amount", "5.27"),
    ] {
        terminal.shows("[r]eject?");
        terminal.types("c");
        terminal.shows("Row (its id");
        terminal.types(row);
        terminal.shows("Column");
        terminal.types(column);
        terminal.shows("New value");
        terminal.types(value);
    }
    terminal.shows("3 corrected.");
    terminal.types("a");
    let (code, rest) = terminal.ends();
    assert_eq!(code, Some(0), "{rest}");
    assert!(rest.contains("\"corrections_applied\": 3"), "{rest}");
    assert_eq!(count(desk.ledger(), "expenses WHERE status = 'REJECTED'").await, 1);
    assert_eq!(count(desk.ledger(), "expenses WHERE status = 'POSTED'").await, 14);
}
