//! Long documents: their text stays out of Temporal's history.

use crate::desk::Desk;
use crate::history::History;
use crate::program::ingest;
use crate::support::pdf::{Sheet, pdf};

/// An invoice with so many lines on each of so many pages, and prose between them.
fn invoice(pages: usize, lines: usize) -> Vec<u8> {
    let prose = "The goods stay the property of the seller until they are paid for in full. ".repeat(2);
    let page = |page: usize| {
        let head = Sheet::default()
            .bold(50.0, 40.0, 14.0, "Longwinded Supplies Ltd")
            .row(60.0, 9.0, &[(50.0, "Invoice No. 300-1"), (300.0, "Invoice date 01.02.2020")])
            .row(
                100.0,
                9.0,
                &[(50.0, "Description"), (300.0, "Quantity"), (400.0, "Price"), (500.0, "Amount")],
            );
        let row = |sheet: Sheet, line: usize| {
            let cells = [
                (50.0, format!("Part {page}-{line}")),
                (300.0, "1".into()),
                (400.0, "2.50".into()),
                (500.0, "2.50".into()),
            ];
            let cells = cells.each_ref().map(|(x, text): &(f64, String)| (*x, text.as_str()));
            sheet.row(120.0 + 12.0 * line as f64, 9.0, &cells)
        };
        let rows = (0..lines).fold(head, row);
        (0..10).fold(rows, |sheet, line| sheet.text(50.0, 760.0 + 6.0 * f64::from(line), 5.0, &prose))
    };
    let mut sheets: Vec<Sheet> = (0..pages).map(page).collect();
    let last = sheets.pop().expect("a page");
    let total = format!("$ {:.2}", 2.5 * (pages * lines) as f64);
    sheets.push(last.row(740.0, 9.0, &[(400.0, "Grand total"), (500.0, &total)]));
    pdf(&sheets)
}

#[tokio::test]
async fn three_hundred_pages_go_through_and_no_event_is_large() {
    let desk = Desk::new();
    let document = invoice(300, 1);
    let said = ingest(&desk, &desk.lay("long.pdf", &document), "approve");
    assert_eq!((said.code, said.stderr.as_str()), (Some(0), ""));
    assert_eq!(desk.records().await[0].total, "750.00");
    assert_eq!(desk.amounts().await.len(), 300);
    let largest = History::of(said.run()).largest_event();
    assert!(largest < 100_000, "{largest} bytes in one event; the document has {}", document.len());
}

#[test]
fn more_lines_than_anybody_reviews_are_refused_before_they_reach_the_history() {
    let desk = Desk::new();
    let said = ingest(&desk, &desk.lay("catalogue.pdf", &invoice(60, 50)), "approve");
    assert_eq!(said.code, Some(1), "{said:?}");
    assert!(said.sentence().contains("the document has 3000 lines, too many for one review"), "{said:?}");
    assert!(said.stdout.contains("✘ Extract fields"), "{said:?}");
    let history = History::of(said.run());
    assert_eq!(history.failure_type(), Some("DocumentTooLarge"));
    assert!(history.largest_event() < 100_000);
}
