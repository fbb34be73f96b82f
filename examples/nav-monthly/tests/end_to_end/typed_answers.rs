//! Answers that a person types at a terminal.

use nav_monthly::chart::SOURCES;

use crate::databases::sqlite;
use crate::program::program;
use crate::terminal::Terminal;

#[tokio::test]
async fn a_person_approves_the_documents_and_reads_the_checks_before_the_journal() {
    let desk = sqlite().await;
    let mut command = program();
    desk.month(command.env("NO_COLOR", "1"), "2026-03");
    let mut terminal = Terminal::open(&command);
    for _ in SOURCES {
        terminal.shows("Confirm or correct what was read");
        terminal.shows("[r]eject?");
        terminal.types("a");
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
