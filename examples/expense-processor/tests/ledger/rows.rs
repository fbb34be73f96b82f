//! Rows and batches as the tests of the ledger need them.

use expense_processor::ledger::{Commit, Verdict};
use expense_processor::model::{Decided, ExpenseRow, RowStatus};
use serde_json::json;

/// A complete expense: 119.00 EUR to the railway, of which 19.00 are tax.
pub(crate) fn row(id: &str) -> ExpenseRow {
    let row = json!({
        "id": id, "status": "PENDING", "vendor": "Deutsche Bahn", "expense_date": "2026-03-17",
        "amount_gross": 119.0, "vat_amount": 19.0, "currency": "EUR", "category": "travel",
        "category_source": "vendor_map", "payment_method": null, "reference": "DB-1", "description": null,
        "notes": null, "validation_errors": [], "suggestion": null, "duplicate_of": null,
        "source_ref": "march.csv row 5", "unread": {},
    });
    serde_json::from_value(row).expect("a row")
}

/// The row after its review.
pub(crate) fn decided(row: ExpenseRow, status: RowStatus) -> Decided {
    let period = row.booked_in(None);
    Decided { row: ExpenseRow { status, ..row }, period, account: Some("6650".into()) }
}

/// An approval of a batch of the first inbox.
pub(crate) fn commit(batch: u32, rows: Vec<Decided>) -> Commit {
    Commit {
        task_id: "inbox-1".into(),
        tenant_slug: "t".into(),
        entity_slug: "e".into(),
        batch,
        verdict: Verdict::Approved,
        actor: Some("anna".into()),
        comments: None,
        corrections_applied: 0,
        sheets: Vec::new(),
        rows,
    }
}
