//! Reviews of which people may edit a part, and whose rows can do something.

use ntro_workflow::Change;
use ntro_workflow::prelude::*;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A journal that is proposed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, Editable)]
pub struct Journal {
    /// What it is for.
    #[edit(editable)]
    pub note: String,
    /// Its month.
    #[edit(type = "date")]
    pub period: String,
    /// Its lines.
    #[edit(rows)]
    pub lines: Vec<JournalLine>,
}

/// One line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, Editable)]
pub struct JournalLine {
    /// Its id.
    pub id: String,
    /// Its account.
    #[edit]
    pub account: String,
    /// Its amount.
    #[edit(editable, type = "currency")]
    pub amount: f64,
    /// What somebody wrote.
    #[edit(editable)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub memo: Option<String>,
    /// `NEEDS_ATTENTION`, `PENDING` or `REJECTED`.
    pub status: String,
}

impl Journal {
    /// Two lines, of which the second needs attention.
    #[must_use]
    pub fn proposed() -> Self {
        let line = |id: &str, account: &str, amount, status: &str| JournalLine {
            id: id.into(),
            account: account.into(),
            amount,
            memo: None,
            status: status.into(),
        };
        Self {
            note: "Accruals".into(),
            period: "2026-03".into(),
            lines: vec![line("r1", "4010", 125.0, "PENDING"), line("r2", "4020", 40.0, "NEEDS_ATTENTION")],
        }
    }
}

/// How the review says what people may edit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Said {
    /// Its step declares it with its payload.
    Declared,
    /// The code that opens it says so.
    Opened,
    /// The columns of its table say so.
    Columns,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Reviewed {
    /// The decision.
    pub action: String,
    /// The journal after it.
    pub journal: Journal,
    /// What was changed in it.
    pub changes: Vec<Change>,
}

/// One review of a journal.
#[derive(Default)]
pub struct Journals;

#[ntro_workflow(slug = "journals")]
impl Journals {
    #[run]
    async fn run(ctx: &Ctx<Self>, said: Said) -> RunbookResult<Reviewed> {
        let review = match said {
            Said::Declared => Self::declared(ctx, Journal::proposed()).await?,
            Said::Opened => Self::opened(ctx, Journal::proposed()).await?,
            Said::Columns => Self::columns(ctx, Journal::proposed()).await?,
        };
        let UserAction { action, payload: journal, changes, .. } = review;
        Ok(Reviewed { action: action.to_string(), journal, changes })
    }

    /// Nothing is said of how it is shown, either: its columns come from the type.
    #[ui_step(
        name = "declared",
        title = "Review what is declared",
        gate(payload = Journal, component = "DATA_TABLE")
    )]
    async fn declared(ctx: &Ctx<Self>, journal: Journal) -> RunbookResult<UserAction<Journal>> {
        ctx.wait_for_action(&journal)
            .row_action("split", split)
            .row_action("crash", |row: &RowAction, journal: &mut Journal| {
                journal.lines.clear();
                panic!("nobody expected {}", row.row_id)
            })
            .await
    }

    /// An edit says that a line has been looked at.
    #[ui_step(name = "opened", title = "Review what is opened")]
    async fn opened(ctx: &Ctx<Self>, journal: Journal) -> RunbookResult<UserAction<Journal>> {
        ctx.wait_for_action(&journal)
            .display(DataTable::of::<Journal>("The journal"))
            .editable()
            .row_action("edit_cell", |row: &RowAction, journal: &mut Journal| {
                let line = line(journal, row)?;
                line.status = "PENDING".into();
                line.memo = Some("looked at".into());
                Ok(())
            })
            .await
    }

    /// The columns say it.
    #[ui_step(name = "columns", title = "Review what has columns")]
    async fn columns(ctx: &Ctx<Self>, journal: Journal) -> RunbookResult<UserAction<Journal>> {
        let columns = [Column::text("account", "Account"), Column::currency("amount", "Amount").editable()];
        let table = DataTable::new("The journal").dataset("lines", "Lines").columns(columns);
        ctx.wait_for_action(&journal).display(table).await
    }
}

fn line<'a>(journal: &'a mut Journal, row: &RowAction) -> Result<&'a mut JournalLine, String> {
    journal.lines.iter_mut().find(|line| line.id == row.row_id).ok_or_else(|| "the line is gone".to_owned())
}

/// Keeps a part of the amount in the line, and makes another line of the rest.
fn split(row: &RowAction, journal: &mut Journal) -> Result<(), String> {
    let kept: f64 = row.argument("kept")?;
    let line = line(journal, row)?;
    if kept <= 0.0 || kept >= line.amount {
        return Err(format!("keep more than nothing and less than {}", line.amount));
    }
    let rest = JournalLine { id: format!("{}-rest", line.id), amount: line.amount - kept, ..line.clone() };
    line.amount = kept;
    journal.lines.push(rest);
    Ok(())
}
