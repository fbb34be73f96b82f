//! Corrections as they are written on the command line: `row.field=value`.

use ntro_console::Sheet;
use ntro_workflow::wire::action::UserActionMessage;
use ntro_workflow::wire::{Correction, RowAction};

use crate::failure::Failure;
use crate::json_argument;

/// The corrections of cells; all that is wrong with them at once.
pub(super) fn message(written: &[String], sheet: Option<&Sheet>) -> Result<UserActionMessage, Failure> {
    let (right, wrong): (Vec<_>, Vec<_>) =
        written.iter().map(|cell| parse(cell, sheet)).partition(Result::is_ok);
    let wrong: Vec<_> = wrong.into_iter().filter_map(Result::err).collect();
    match wrong.is_empty() {
        true => Ok(UserActionMessage::correct(right.into_iter().flatten())),
        false => Err(Failure::usage(wrong.join("\n"))),
    }
}

/// One cell, changed at once.
pub(super) fn edit(cell: &str, sheet: Option<&Sheet>) -> Result<UserActionMessage, Failure> {
    let Correction { line_item_id, field, old_value, new_value } =
        parse(cell, sheet).map_err(Failure::usage)?;
    if line_item_id.is_empty() {
        return Err(Failure::usage(format!(
            "`{field}` stands above the rows; it is corrected with the answer, as in `correct '{cell}'`"
        )));
    }
    let edit = RowAction::edit_cell(line_item_id, field, new_value);
    Ok(UserActionMessage::row(old_value.into_iter().fold(edit, RowAction::old_value)))
}

/// What a file corrects, where one is written in the place of cells.
pub(super) fn from_file(written: &[String]) -> Result<Option<UserActionMessage>, Failure> {
    let [file] = written else { return Ok(None) };
    if !file.starts_with('@') {
        return Ok(None);
    }
    let value = json_argument::parse(file).map_err(Failure::usage)?;
    if !value.is_array() {
        return Ok(Some(UserActionMessage::correct_payload(value)));
    }
    let corrections: Vec<Correction> = serde_json::from_value(value).map_err(|error| {
        Failure::usage(format!("{file} is no list of {{line_item_id, field, old_value, new_value}}: {error}"))
    })?;
    Ok(Some(UserActionMessage::correct(corrections)))
}

/// Ids of rows may have a point in them, names of fields hardly.
fn parse(written: &str, sheet: Option<&Sheet>) -> Result<Correction, String> {
    let cell = written.split_once('=').and_then(|(cell, value)| Some((cell.rsplit_once('.')?, value)));
    let Some(((row, field), value)) = cell else {
        return Err(format!("`{written}` is no correction; write row.field=value, such as r1.amount=125"));
    };
    match sheet {
        Some(sheet) => sheet.correction(row, field, value),
        None => Ok(Correction::new(row, field, value)),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn sheet(payload: &Value) -> Sheet {
        let pending =
            json!({"kind": "interactive_review", "action": "interactive_review", "payload": payload});
        Sheet::of(&serde_json::from_value(pending).expect("a pending action"))
    }

    #[test]
    fn a_cell_keeps_the_type_that_it_has() {
        let lines = json!([{"id": "r.1", "amount": 100.0, "account": "4400", "paid": false}]);
        let sheet = sheet(&json!({"lines": lines}));
        let parse = |written| parse(written, Some(&sheet)).expect("a correction");
        assert_eq!(parse("r.1.amount=125.5").new_value, json!(125.5));
        assert_eq!(parse("r.1.account=4500").new_value, json!("4500"));
        assert_eq!(parse("r.1.account=a=b").new_value, json!("a=b"));
        assert_eq!(parse("r.1.paid=true"), Correction::new("r.1", "paid", true).old_value(false));
    }

    #[test]
    fn everything_that_is_wrong_is_said_at_once() {
        let sheet = sheet(&json!({"lines": [{"id": "r1", "amount": 100.0}]}));
        let written = ["amount", "r2.amount=1", "r1.price=1", "r1.amount=1"].map(str::to_owned);
        let error = message(&written, Some(&sheet)).expect_err("three are wrong").to_string();
        let lines: Vec<_> = error.lines().collect();
        assert_eq!(lines.len(), 3, "{error}");
        assert!(
            lines[0].contains("row.field=value") && lines[1].contains("no row `r2`; it has `r1`"),
            "{error}"
        );
        assert!(lines[2].contains("no field `price`; it has `amount`"), "{error}");
    }
}
