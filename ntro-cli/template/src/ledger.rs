//! The ledger, which runbooks reach by activities only.

use ntro_workflow::prelude::*;

use crate::runbook::{Accrual, Accruals, Posted};

/// The ledger. What it needs of the outside, such as a connection, is a field of it.
pub struct Ledger;

#[ntro_activities]
impl Ledger {
    /// What the month has cost that nobody has invoiced.
    #[activity]
    pub async fn propose(
        &self,
        _ctx: &ActivityCtx,
        period: String,
    ) -> Result<Accruals, ActivityError> {
        if period.len() != "2026-03".len() {
            let message = format!("`{period}` is no month; name it as in `2026-03`");
            return Err(ActivityError::permanent("NoPeriod", message));
        }
        let line = |id: &str, account: &str, amount| Accrual {
            id: id.to_owned(),
            account: account.to_owned(),
            amount,
        };
        let lines = vec![
            line("rent", "6300 Rent", 4200.0),
            line("power", "6320 Power", 310.5),
        ];
        Ok(Accruals { period, lines })
    }

    /// Posts them. An activity may run twice: one that writes keeps the id of the run with what it
    /// writes, and does nothing the second time.
    #[activity]
    pub async fn post(
        &self,
        _ctx: &ActivityCtx,
        accruals: Accruals,
    ) -> Result<Posted, ActivityError> {
        let total = accruals.lines.iter().map(|line| line.amount).sum();
        Ok(Posted {
            lines: accruals.lines.len(),
            total,
        })
    }
}
