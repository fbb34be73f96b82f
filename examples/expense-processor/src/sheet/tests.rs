mod workbooks;

use super::*;

/// The expenses of a CSV text: vendor, date, amount and currency, or what could not be read.
fn rows(text: &str) -> Vec<String> {
    let sheet = read(text.as_bytes()).expect("a sheet");
    let row = |found: Found| {
        let shown = |value: Option<String>, field: &str| {
            value.unwrap_or_else(|| found.unread.get(field).map_or("-".into(), |said| format!("?{said}")))
        };
        [
            found.place.clone(),
            shown(found.vendor.clone(), "vendor"),
            shown(found.expense_date.map(|day| day.to_string()), "expense_date"),
            shown(found.amount_gross.map(|amount| amount.to_string()), "amount_gross"),
            shown(found.currency.clone(), "currency"),
        ]
        .join(" | ")
    };
    sheet.found.into_iter().map(row).collect()
}

#[test]
fn the_heading_need_not_be_first_and_has_many_names() {
    assert_eq!(
        rows(
            "Reisekosten März;;;\nStand: 02.04.2026;;;\n\nLieferant;Belegdatum;Betrag (EUR);MwSt\nBahn;17.03.2026;1.234,50;197,11\n"
        ),
        ["row 5 | Bahn | 2026-03-17 | 1234.50 | EUR"]
    );
    assert_eq!(
        rows(
            "sep=,\nPaid to,Transaction date,Total incl VAT,Ccy\n\"Acme, Inc\",2026-03-01,\"1,234.50\",usd\n"
        ),
        ["row 3 | Acme, Inc | 2026-03-01 | 1234.50 | USD"]
    );
}

#[test]
fn totals_empty_rows_and_repeated_headings_are_no_expenses() {
    let text = "Vendor,Date,Amount,Currency\nA,2026-03-01,10.00,EUR\n,,,\nVendor,Date,Amount,Currency\n\
                B,2026-03-02,5.00,EUR\nSubtotal,,15.00,\nC,2026-03-03,1.00,EUR\nTotal,,16.00,\n";
    let sheet = read(text.as_bytes()).expect("a sheet");
    assert_eq!(sheet.found.len(), 3);
    assert_eq!((sheet.remarks.as_slice(), sheet.left_out.as_slice()), (&[] as &[String], &[] as &[LeftOut]));
}

#[test]
fn a_sum_that_is_wrong_is_remarked() {
    let sheet = read(b"Vendor,Date,Amount\nA,2026-03-01,10.00\nTotal,,99.00\n").expect("a sheet");
    assert_eq!(sheet.remarks, ["the sum in row 3 is 99.00, but the rows above come to 10.00"]);
}

#[test]
fn a_vendor_that_is_called_total_is_one() {
    assert_eq!(
        rows("Vendor,Date,Amount\nTotal Energies,2026-03-01,60.00\n"),
        ["row 2 | Total Energies | 2026-03-01 | 60.00 | -"]
    );
}

#[test]
fn what_is_neither_is_counted() {
    let sheet = read(b"Vendor,Date,Amount\nA,2026-03-01,10.00\nchecked by Anna,,\n").expect("a sheet");
    assert_eq!(sheet.found.len(), 1);
    assert_eq!(sheet.left_out.iter().map(|reason| reason.count).collect::<Vec<_>>(), [1]);
}

#[test]
fn credit_notes_are_negative_however_they_say_so() {
    let text = "Vendor,Date,Type,Amount,VAT\nA,2026-03-01,Invoice,119.00,19.00\nA,2026-03-02,Credit note,119.00,19.00\n\
                A,2026-03-03,,(119.00),19.00\nA,2026-03-04,Gutschrift,-119.00,-19.00\n";
    let sheet = read(text.as_bytes()).expect("a sheet");
    let amounts = sheet.found.iter().map(|found| {
        let shown = |amount: Option<Amount>| amount.expect("an amount").to_string();
        (shown(found.amount_gross), shown(found.vat_amount))
    });
    let credit = ("-119.00".to_owned(), "-19.00".to_owned());
    assert_eq!(
        amounts.collect::<Vec<_>>(),
        [("119.00".to_owned(), "19.00".to_owned()), credit.clone(), credit.clone(), credit]
    );
}

#[test]
fn what_cannot_be_read_is_kept_for_the_reviewer() {
    assert_eq!(
        rows("Vendor,Date,Amount,Currency\nA,soon,12o.00,Euros\nB,03/04/2026,1.00,€\n,,7.00,EUR\n"),
        [
            "row 2 | A | ?soon | ?12o.00 | ?Euros",
            "row 3 | B | ?03/04/2026 (2026-04-03 or 2026-03-04) | 1.00 | EUR",
            "row 4 | - | - | 7.00 | EUR",
        ]
    );
}

#[test]
fn one_date_of_a_column_tells_the_order_of_the_others() {
    assert_eq!(
        rows("Vendor,Date,Amount\nA,03/04/2026,1.00\nB,03/17/2026,2.00\n"),
        ["row 2 | A | 2026-03-04 | 1.00 | -", "row 3 | B | 2026-03-17 | 2.00 | -"]
    );
}

#[test]
fn the_gross_amount_is_net_and_tax_where_the_sheet_has_only_these() {
    assert_eq!(
        rows("Vendor,Date,Net amount,VAT\nA,2026-03-01,100.00,19.00\nB,2026-03-01,x,19.00\n"),
        ["row 2 | A | 2026-03-01 | 119.00 | -", "row 3 | B | 2026-03-01 | - | -"]
    );
}

#[test]
fn texts_of_other_encodings_are_read() {
    let text = "Fournisseur;Date;Montant TTC\nCafé Müller;17/03/2026;12,50 €\n";
    let expected = ["row 2 | Café Müller | 2026-03-17 | 12.50 | EUR"];
    let (latin, ..) = encoding_rs::WINDOWS_1252.encode(text);
    let wide: Vec<u8> =
        [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    assert_eq!(rows(text), expected);
    for bytes in [latin.into_owned(), wide, [b"\xEF\xBB\xBF", text.as_bytes()].concat()] {
        let found = read(&bytes).expect("a sheet").found;
        assert_eq!(found[0].vendor.as_deref(), Some("Café Müller"));
        assert_eq!(found[0].currency.as_deref(), Some("EUR"));
    }
}

#[test]
fn what_is_no_sheet_is_refused_with_a_remedy() {
    let many = format!("Vendor,Date,Amount\n{}", "A,2026-03-01,1\n".repeat(MAX_ROWS));
    for (bytes, error) in [
        (b"".as_slice(), SheetError::Empty),
        (b" \n\n", SheetError::Empty),
        (b"%PDF-1.7 ...", SheetError::NotASheet),
        (b"\x00\x01\x02", SheetError::NotASheet),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", SheetError::OldOrEncrypted),
        (b"Dear Anna,\nplease pay these.\n", SheetError::NoHeading),
        (many.as_bytes(), SheetError::TooLong { limit: MAX_ROWS }),
    ] {
        assert_eq!(read(bytes), Err(error));
    }
    assert!(matches!(read(b"PK\x03\x04 and no workbook"), Err(SheetError::Broken { .. })));
    assert!(matches!(read(&vec![b'x'; MAX_BYTES + 1]), Err(SheetError::TooLarge { .. })));
}
