//! Two months in a row, on each database: the second finds the first.

use crate::desk::Desk;
use crate::program::{close, program};
use crate::terminal::Terminal;

const QUESTION: &str = "[a]pprove, [c]orrect a cell, [r]eject?";

/// Approves what the terminal asks until it asks about the journal, and gives what it shows then.
fn at_the_journal(terminal: &mut Terminal, month: &str) -> String {
    loop {
        let shown = terminal.shows(QUESTION);
        if shown.contains(&format!("The journal of {month}")) {
            return shown;
        }
        terminal.types("a");
    }
}

async fn the_second_month_is_compared_with_the_first(desk: Desk) {
    let march = close(&desk, "2026-03", "approve");
    assert_eq!((march.code, march.stderr.as_str()), (Some(0), ""), "{march:?}");

    let mut command = program();
    desk.month(command.env("NO_COLOR", "1"), "2026-04");
    let mut terminal = Terminal::open(&command);
    let shown = at_the_journal(&mut terminal, "2026-04");
    assert!(shown.contains("more than 25.00 % away from 2026-03: Utilities"), "{shown}");
    terminal.types("a");
    let (code, rest) = terminal.ends();
    assert_eq!(code, Some(0), "{rest}");
    assert_eq!((desk.journals().await, desk.documents().await), (2, 6));

    let again = close(&desk, "2026-03", "approve");
    assert_eq!(again.code, Some(1), "{again:?}");
    let sentence = again.sentence();
    assert!(
        sentence.contains("2026-03 of harbour-street was closed by the journal JE-2026-03-"),
        "{sentence}"
    );
    assert_eq!(desk.journals().await, 2);
}

#[tokio::test]
async fn in_sqlite_the_second_month_is_compared_with_the_first() {
    the_second_month_is_compared_with_the_first(Desk::in_sqlite()).await;
}

#[tokio::test]
async fn in_postgres_the_second_month_is_compared_with_the_first() {
    the_second_month_is_compared_with_the_first(Desk::in_postgres().await).await;
}

#[tokio::test]
async fn the_first_month_says_that_there_is_none_before() {
    let desk = Desk::in_sqlite();
    let mut command = program();
    desk.month(command.env("NO_COLOR", "1"), "2026-04");
    let mut terminal = Terminal::open(&command);
    let shown = at_the_journal(&mut terminal, "2026-04");
    assert!(shown.contains("no month of this entity was closed before"), "{shown}");
    terminal.types("r");
    terminal.shows("Why?");
    terminal.types("not yet");
    let (code, rest) = terminal.ends();
    assert_eq!(code, Some(3), "{rest}");
}
