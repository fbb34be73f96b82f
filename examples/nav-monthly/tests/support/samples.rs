//! The sample documents: two months of an invented entity, three invoices each.

use super::pdf::{Sheet, pdf};

/// An invented invoice.
pub(crate) struct Sample {
    /// Its place below `sample`.
    pub(crate) path: &'static str,
    issuer: &'static str,
    number: &'static str,
    date: &'static str,
    /// Description, quantity, unit price, amount.
    rows: &'static [[&'static str; 4]],
    net: &'static str,
    vat_percent: &'static str,
    vat: &'static str,
    pub(crate) total: &'static str,
}

const MANAGER: &str = "Quayside Property Managers Ltd";
const SUPPLIER: &str = "Liffey Energy Supply Ltd";
const SHOP: &str = "Dockland Tools and Fittings Ltd";

/// All of them.
pub(crate) const SAMPLES: [Sample; 6] = [
    Sample {
        path: "2026-03/management-fee.pdf",
        issuer: MANAGER,
        number: "QPM-2026-031",
        date: "31 March 2026",
        rows: &[["Management of Harbour Street 12-20, March 2026", "1", "1,500.00", "1,500.00"]],
        net: "1,500.00",
        vat_percent: "23",
        vat: "345.00",
        total: "1,845.00",
    },
    Sample {
        path: "2026-03/utilities.pdf",
        issuer: SUPPLIER,
        number: "LES-88120",
        date: "28 March 2026",
        rows: &[
            ["Electricity, common areas, 1,250 kWh", "1", "325.00", "325.00"],
            ["Standing charge", "1", "75.00", "75.00"],
        ],
        net: "400.00",
        vat_percent: "9",
        vat: "36.00",
        total: "436.00",
    },
    Sample {
        path: "2026-03/purchases.pdf",
        issuer: SHOP,
        number: "DTF-4417",
        date: "12 March 2026",
        rows: &[
            ["Door closer, heavy", "2", "85.00", "170.00"],
            ["Emergency light, LED", "4", "17.50", "70.00"],
        ],
        net: "240.00",
        vat_percent: "23",
        vat: "55.20",
        total: "295.20",
    },
    Sample {
        path: "2026-04/management-fee.pdf",
        issuer: MANAGER,
        number: "QPM-2026-042",
        date: "30 April 2026",
        rows: &[["Management of Harbour Street 12-20, April 2026", "1", "1,500.00", "1,500.00"]],
        net: "1,500.00",
        vat_percent: "23",
        vat: "345.00",
        total: "1,845.00",
    },
    Sample {
        path: "2026-04/utilities.pdf",
        issuer: SUPPLIER,
        number: "LES-90034",
        date: "28 April 2026",
        rows: &[
            ["Electricity, common areas, 2,175 kWh", "1", "565.50", "565.50"],
            ["Standing charge", "1", "74.50", "74.50"],
        ],
        net: "640.00",
        vat_percent: "9",
        vat: "57.60",
        total: "697.60",
    },
    Sample {
        path: "2026-04/purchases.pdf",
        issuer: SHOP,
        number: "DTF-4502",
        date: "9 April 2026",
        rows: &[["Smoke detector", "5", "50.00", "250.00"]],
        net: "250.00",
        vat_percent: "23",
        vat: "57.50",
        total: "307.50",
    },
];

impl Sample {
    /// The bytes of its file.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        pdf(&[self.totals(self.table(self.parties(Sheet::default())))])
    }

    fn parties(&self, sheet: Sheet) -> Sheet {
        sheet
            .bold(56.0, 78.0, 18.0, self.issuer)
            .block(56.0, 98.0, 9.0, &["4 Example Quay, Dublin 2, Ireland", "VAT IE 1234567 A"])
            .bold_right(539.0, 78.0, 18.0, "INVOICE")
            .bold(56.0, 168.0, 9.0, "Bill to")
            .block(
                56.0,
                182.0,
                10.0,
                &["Harbour Street Property Fund", "1 Sample Square", "Dublin 1, Ireland"],
            )
            .row(168.0, 9.0, &[(360.0, "Invoice number"), (450.0, self.number)])
            .row(183.0, 9.0, &[(360.0, "Invoice date"), (450.0, self.date)])
    }

    fn table(&self, sheet: Sheet) -> Sheet {
        let headed = sheet
            .rule(56.0, 266.0, 539.0)
            .bold(60.0, 281.0, 9.0, "Description")
            .bold_right(370.0, 281.0, 9.0, "Quantity")
            .bold_right(455.0, 281.0, 9.0, "Unit price")
            .bold_right(535.0, 281.0, 9.0, "Amount")
            .rule(56.0, 289.0, 539.0);
        let rows = self.rows.iter().zip(0_u32..);
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

    fn totals(&self, sheet: Sheet) -> Sheet {
        let euro = |amount: &str| format!("EUR {amount}");
        sheet
            .text(380.0, 420.0, 10.0, "Subtotal")
            .right(535.0, 420.0, 10.0, &euro(self.net))
            .text(380.0, 438.0, 10.0, &format!("VAT {}%", self.vat_percent))
            .right(535.0, 438.0, 10.0, &euro(self.vat))
            .rule(376.0, 448.0, 539.0)
            .bold(380.0, 464.0, 11.0, "Total due")
            .bold_right(535.0, 464.0, 11.0, &euro(self.total))
            .text(56.0, 520.0, 9.0, "Please pay within 30 days and quote the invoice number.")
            .text(56.0, 534.0, 9.0, "This is a sample document; the companies in it are invented.")
    }
}
