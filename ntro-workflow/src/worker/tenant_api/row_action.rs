//! The body of an action on one row.

use serde_json::Value;

use crate::wire::action::{RowAction, UserActionMessage};
use crate::worker::tenant_api::error::BodyProblem;
use crate::worker::tenant_api::fields::{Fields, Sender};

const TAKES: &str = "`ledger`, `action`, `rowId`, `field`, `value`, `old_value`, `comments`, and `gate_id`, \
                     `revision`, `digest`, `action_id` and `actor` of the answer";

/// The body of `POST /tasks/:taskId/row-action`: `{"ledger": …, "action": "edit_cell" | "reject_row",
/// "rowId": …, "field"?: …, "value"?: …}`.
///
/// ```
/// use ntro_workflow::worker::tenant_api::TaskRowActionDto;
/// use serde_json::json;
///
/// let body = br#"{ "ledger": "expenses", "action": "edit_cell", "rowId": "r1", "field": "vat", "value": 4 }"#;
/// let message = TaskRowActionDto::read(body, &["expenses"]).unwrap().into_message();
/// let payload = json!({ "action": "edit_cell", "row_id": "r1", "field": "vat", "value": 4 });
/// assert_eq!(serde_json::to_value(message)?, json!({ "kind": "row_action", "payload": payload }));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskRowActionDto {
    /// Whose rows they are. The run knows its own: this is checked and not sent.
    pub ledger: String,
    /// What to do with which row.
    pub action: RowAction,
    pub(super) sender: Sender,
}

impl TaskRowActionDto {
    /// Reads a body for these ledgers. A row id is any text: that it is a row, the run says.
    ///
    /// # Errors
    /// Everything that is wrong with it, in the order of the keys that it takes, unknown ones last.
    pub fn read(body: &[u8], ledgers: &[&str]) -> Result<Self, Vec<BodyProblem>> {
        let mut fields = Fields::of(body)?;
        let ledger = fields.word(&["ledger"], ledgers).unwrap_or_default().to_owned();
        let verb = fields.word(&["action"], &["edit_cell", "reject_row"]);
        let row_id = fields.required(&["rowId", "row_id"], "the `id` of the row").unwrap_or_default();
        let action = match verb {
            Some("edit_cell") => edit(&mut fields, row_id),
            Some(_) => reject(&mut fields, row_id),
            None => {
                // What belongs to which action cannot be said: its keys are no second problem.
                for spellings in [&["field"][..], &["value"], &["old_value", "oldValue"]] {
                    fields.take(spellings);
                }
                RowAction::reject_row(row_id)
            }
        };
        let action = match fields.text(&["comments", "reason"]) {
            Some(comments) => action.comments(comments),
            None => action,
        };
        let sender = fields.sender();
        fields.finish(TAKES).map(|()| Self { ledger, action, sender })
    }

    /// The answer that it is.
    pub fn into_message(self) -> UserActionMessage {
        self.sender.sign(UserActionMessage::row(self.action))
    }
}

fn edit(fields: &mut Fields, row_id: String) -> RowAction {
    let field = fields.required(&["field"], "the key of the cell to edit").unwrap_or_default();
    // A cell is emptied by saying so: a value that was lost on the way must not do it.
    let value = match fields.take(&["value"]) {
        Some((_, value @ (Value::Array(_) | Value::Object(_)))) => {
            fields.problem(
                "value",
                "`value` is no plain value; send a string, a number, a boolean or null".into(),
            );
            value
        }
        Some((_, value)) => value,
        None => {
            fields.problem(
                "value",
                "`value` is missing; send the cell's new value, null if it is empty".into(),
            );
            Value::Null
        }
    };
    let action = RowAction::edit_cell(row_id, field, value);
    match fields.take(&["old_value", "oldValue"]) {
        Some((_, seen)) => action.old_value(seen),
        None => action,
    }
}

fn reject(fields: &mut Fields, row_id: String) -> RowAction {
    for spellings in [&["field"][..], &["value"], &["old_value", "oldValue"]] {
        if let Some((key, _)) = fields.take(spellings) {
            fields.problem(key, format!("`{key}` belongs to `edit_cell`; leave it out to reject the row"));
        }
    }
    RowAction::reject_row(row_id)
}
