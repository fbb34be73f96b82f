//! What the rows of a gate can do, and how it is said at a terminal.

use ntro_workflow::wire::{PendingAction, RowAction};
use serde_json::Value;

/// What every row can do, in the words of screens and in those of the wire.
const USUAL: [&str; 4] = ["edit", "reject", "edit_cell", "reject_row"];

/// What the rows of a gate can do beside what every row can.
pub(crate) fn verbs(pending: &PendingAction) -> Vec<String> {
    let config = pending.display_hint.as_ref().map(|hint| &hint.config);
    let offered = config.and_then(|config| config.get("row_actions")?.as_array()).into_iter().flatten();
    let verbs = offered.filter_map(Value::as_str).filter(|verb| !USUAL.contains(verb));
    verbs.map(str::to_owned).collect()
}

/// A row action of the runbook's own, with its fields as somebody typed them: a number, a list or the like
/// where it reads as JSON, else a text.
///
/// # Errors
/// One sentence: which field is no field.
///
/// ```
/// use ntro_workflow::wire::RowAction;
///
/// let split = ntro_console::row_action("split", "r1", &["kept=100".into(), "to=4010 rent".into()])?;
/// assert_eq!(split, RowAction::custom("split", "r1").field("kept", 100).field("to", "4010 rent"));
/// # Ok::<(), String>(())
/// ```
pub fn row_action(verb: &str, row: &str, fields: &[String]) -> Result<RowAction, String> {
    fields.iter().try_fold(RowAction::custom(verb, row), |action, typed| {
        let field = typed.split_once('=').filter(|(name, _)| !name.is_empty());
        let (name, value) = field.ok_or_else(|| format!("`{typed}` is no field; write field=value"))?;
        let value = serde_json::from_str(value).unwrap_or_else(|_| Value::from(value));
        Ok(action.field(name, value))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_verbs_are_those_that_only_this_gate_has() {
        let pending = |config: Value| {
            let pending = json!({ "kind": "interactive_review", "action": "interactive_review",
                "display_hint": { "component": "DATA_TABLE", "config": config } });
            verbs(&serde_json::from_value(pending).expect("a pending action"))
        };
        assert_eq!(pending(json!({ "row_actions": ["edit", "reject", "split", "flag"] })), ["split", "flag"]);
        assert_eq!(pending(json!({})), [""; 0]);
    }

    #[test]
    fn what_is_no_field_is_named() {
        let refusal = row_action("split", "r1", &["kept".into()]).expect_err("no field");
        assert_eq!(refusal, "`kept` is no field; write field=value");
    }
}
