//! Answers that a person types at a terminal.

use nav_monthly::chart::SOURCES;
use nav_monthly::store::State;

use crate::desk::Desk;
use crate::program::program;
use crate::terminal::Terminal;

#[tokio::test]
async fn a_person_approves_the_documents_and_reads_the_checks_before_the_journal() {
    let desk = Desk::in_sqlite();
    let mut terminal = terminal(&desk);
    for _ in SOURCES {
        answers(&mut terminal, "a");
    }
    let asked = terminal.shows("[r]eject?");
    for line in [
        "Checks: 1 passing, 1 skipped",
        "✔ The journal balances: ",
        "· Totals are near last month's: No prior-period baseline",
    ] {
        assert!(asked.contains(line), "no `{line}` in {asked}");
    }
    terminal.types("a");
    let (code, rest) = terminal.ends();
    assert_eq!((code, desk.journals().await), (Some(0), 1), "{rest}");
}

#[tokio::test]
async fn a_rejected_document_is_handed_in_again_when_a_person_says_so() {
    let desk = Desk::in_sqlite();
    let mut terminal = with_a_rejected_document(&desk);
    let failed = terminal.shows("[t]ry again, [g]ive all up?");
    assert!(failed.contains("has failed: ") && failed.contains("too dark"), "{failed}");
    terminal.types("t");
    answers(&mut terminal, "a");
    terminal.shows("The journal of 2026-03");
    terminal.shows("[r]eject?");
    terminal.types("a");
    let (code, rest) = terminal.ends();
    assert_eq!((code, desk.journals().await), (Some(0), 1), "{rest}");
}

#[tokio::test]
async fn a_month_is_given_up_for_a_document_when_a_person_says_so() {
    let desk = Desk::in_sqlite();
    let mut terminal = with_a_rejected_document(&desk);
    terminal.shows("[g]ive all up?");
    terminal.types("g");
    terminal.shows("Why?");
    terminal.types("it is late");
    let (code, rest) = terminal.ends();
    assert!(code == Some(3) && rest.contains("it is late"), "{code:?}: {rest}");
    assert_eq!((desk.state("2026-03").await, desk.journals().await), (State::Open, 0));
}

/// The command at a terminal, about to close the first month.
fn terminal(desk: &Desk) -> Terminal {
    let mut command = program();
    desk.month(command.env("NO_COLOR", "1"), "2026-03");
    Terminal::open(&command)
}

/// The same, with two documents approved and the third rejected.
fn with_a_rejected_document(desk: &Desk) -> Terminal {
    let mut terminal = terminal(desk);
    for answer in ["a", "a", "r"] {
        answers(&mut terminal, answer);
    }
    terminal.shows("Why?");
    terminal.types("too dark");
    terminal
}

/// Waits for the review of a document, and types that.
fn answers(terminal: &mut Terminal, typed: &str) {
    terminal.shows("Confirm or correct what was read");
    terminal.shows("[r]eject?");
    terminal.types(typed);
}
