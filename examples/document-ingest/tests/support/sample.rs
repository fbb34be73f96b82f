//! The sample document of this example: an invented invoice.

use super::pdf::{Sheet, pdf};

/// The rows of the table: description, quantity, unit price, amount.
const ROWS: [[&str; 4]; 5] = [
    ["Office chair Lyra, graphite", "4", "189.00", "756.00"],
    ["Height-adjustable desk 160 x 80 cm", "2", "449.50", "899.00"],
    ["Desk lamp Nova, LED", "4", "39.90", "159.60"],
    ["Cable tray, steel, 120 cm", "2", "24.75", "49.50"],
    ["Delivery and assembly", "1", "120.00", "120.00"],
];

/// The bytes of `sample/invoice.pdf`.
pub(crate) fn invoice() -> Vec<u8> {
    pdf(&[totals(table(parties(Sheet::default())))])
}

/// Seller, buyer, and what the invoice is about.
fn parties(sheet: Sheet) -> Sheet {
    sheet
        .bold(56.0, 78.0, 20.0, "Sample Furnishings Ltd")
        .block(
            56.0,
            98.0,
            9.0,
            &[
                "12 Harbour Lane, Bristol BS1 4XX, United Kingdom",
                "accounts@samplefurnishings.example.com",
                "VAT GB 123 4567 89",
            ],
        )
        .bold_right(539.0, 78.0, 20.0, "INVOICE")
        .bold(56.0, 168.0, 9.0, "Bill to")
        .block(56.0, 182.0, 10.0, &["Example Studio GmbH", "Musterstrasse 7", "10115 Berlin", "Germany"])
        .row(168.0, 9.0, &[(360.0, "Invoice number"), (450.0, "SF-2026-0147")])
        .row(183.0, 9.0, &[(360.0, "Invoice date"), (450.0, "17 March 2026")])
        .row(198.0, 9.0, &[(360.0, "Due date"), (450.0, "16 April 2026")])
        .row(213.0, 9.0, &[(360.0, "Order number"), (450.0, "PO-88120")])
}

/// The items.
fn table(sheet: Sheet) -> Sheet {
    let headed = sheet
        .rule(56.0, 266.0, 539.0)
        .bold(60.0, 281.0, 9.0, "Description")
        .bold_right(370.0, 281.0, 9.0, "Quantity")
        .bold_right(455.0, 281.0, 9.0, "Unit price")
        .bold_right(535.0, 281.0, 9.0, "Amount")
        .rule(56.0, 289.0, 539.0);
    let rows = ROWS.iter().zip(0_u32..);
    rows.fold(headed, |sheet, ([description, quantity, price, amount], at)| {
        let y = 307.0 + 20.0 * f64::from(at);
        sheet
            .text(60.0, y, 10.0, description)
            .right(370.0, y, 10.0, quantity)
            .right(455.0, y, 10.0, price)
            .right(535.0, y, 10.0, amount)
    })
    .rule(56.0, 400.0, 539.0)
}

/// The sums and how to pay.
fn totals(sheet: Sheet) -> Sheet {
    sheet
        .text(380.0, 420.0, 10.0, "Subtotal")
        .right(535.0, 420.0, 10.0, "EUR 1,984.10")
        .text(380.0, 438.0, 10.0, "VAT 20%")
        .right(535.0, 438.0, 10.0, "EUR 396.82")
        .rule(376.0, 448.0, 539.0)
        .bold(380.0, 464.0, 11.0, "Total due")
        .bold_right(535.0, 464.0, 11.0, "EUR 2,380.92")
        .text(56.0, 520.0, 9.0, "Please pay within 30 days and quote the invoice number.")
        .text(56.0, 534.0, 9.0, "This is a sample document; the companies in it are invented.")
}
