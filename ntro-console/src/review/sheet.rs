//! What a review shows, as a person reads and corrects it.

use ntro_workflow::wire::{Correction, PendingAction};
use serde_json::Value;

use crate::one_line::one_line;
use crate::review::columns::{Column, Columns};

/// The keys of a row that a person does not change.
const FIXED: [&str; 3] = ["id", "label", "confidence"];

/// What stands in the place of an id that a row has not.
const NO_ID: &str = "-";

/// What the row of a list has when somebody rejected it; the run sets it, whatever columns the hint names.
const STATUS: &str = "status";

/// What a review shows: what the payload has beside its lists, and the rows of the lists, in the columns that its
/// display hint names; all of a row where it names none. Rows are the objects with an `id` in the lists of the payload;
/// what stands beside them without one is shown and cannot be corrected by itself.
///
/// ```
/// use ntro_console::Sheet;
/// use ntro_workflow::wire::{Correction, PendingAction};
///
/// let pending: PendingAction = serde_json::from_value(serde_json::json!({
///     "kind": "interactive_review", "action": "interactive_review",
///     "payload": { "lines": [{ "id": "r1", "amount": 125, "origin": "sheet 2" }] },
///     "display_hint": { "component": "DATA_TABLE", "config": { "datasets": [
///         { "key": "lines", "columns": [{ "key": "amount", "type": "currency", "editable": true }] },
///     ] } },
/// }))?;
/// let sheet = Sheet::of(&pending);
/// let corrected = sheet.correction("r1", "amount", "126")?;
/// assert_eq!((&corrected.new_value, &corrected.old_value), (&126.into(), &Some(125.into())));
/// assert_eq!(sheet.text(&[corrected]), "    r1         amount 125 → 126");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    payload: Value,
    columns: Columns,
}

/// One row, with the columns of its list.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row<'a> {
    json: &'a Value,
    columns: Option<&'a [Column]>,
}

impl Sheet {
    /// What a gate shows.
    #[must_use]
    pub fn of(pending: &PendingAction) -> Self {
        Self {
            payload: pending.payload.clone().unwrap_or_default(),
            columns: Columns::of(pending.display_hint.as_ref()),
        }
    }

    /// As a person reads it: what stands above its rows, and these one per line, with corrected cells marked; as JSON
    /// where it has none.
    #[must_use]
    pub fn text(&self, corrections: &[Correction]) -> String {
        let lines = match self.rows().next() {
            Some(_) => self.header(corrections).into_iter().chain(self.listed(corrections)).collect(),
            None => {
                // A JSON value can be written as JSON.
                let json = serde_json::to_string_pretty(&self.payload).unwrap_or_default();
                json.lines().map(|line| format!("    {line}")).collect::<Vec<_>>()
            }
        };
        lines.iter().map(|line| one_line(line)).collect::<Vec<_>>().join("\n")
    }

    /// What the payload has beside lists with rows.
    fn header(&self, corrections: &[Correction]) -> Option<String> {
        let own: Vec<_> = corrections.iter().filter(|cell| cell.line_item_id.is_empty()).cloned().collect();
        let beside = self.members().filter(|(_, value)| !has_rows(value));
        let cells: Vec<_> = beside.map(|(name, value)| cell(name, value, &own)).collect();
        (!cells.is_empty()).then(|| format!("    {}", cells.join("  ")))
    }

    /// All that stands in the lists with rows.
    fn listed(&self, corrections: &[Correction]) -> impl Iterator<Item = String> {
        let lists = self.members().filter(|(_, value)| has_rows(value));
        lists.flat_map(move |(list, value)| {
            let columns = self.columns.of_list(list);
            value.as_array().into_iter().flatten().map(move |json| Row { json, columns }.line(corrections))
        })
    }

    /// The correction of a cell, from what somebody typed: a text in a column of texts and where a text was, else
    /// a number, `true` or `false` where it reads as one. It names what it replaces. Without a row it is a header
    /// field's.
    ///
    /// # Errors
    /// One sentence: there is no such row, or it has no such field, and which there are.
    pub fn correction(&self, row: &str, field: &str, typed: &str) -> Result<Correction, String> {
        let header = Row { json: &self.payload, columns: None };
        let found = if row.is_empty() { Some(header) } else { self.row(row) };
        let Some(found) = found else {
            let ids = quoted(self.rows().filter_map(Row::id));
            return Err(format!("there is no row `{row}`; it has {ids}"));
        };
        if found.has(field) {
            return Ok(found.correction(row, field, typed));
        }
        let fields = quoted(found.all().into_iter().map(|(name, _)| name.to_owned()));
        let holder = if row.is_empty() { "the payload".to_owned() } else { format!("the row `{row}`") };
        Err(format!("{holder} has no field `{field}`; it has {fields}"))
    }

    /// What the payload has by name; where it is a list itself, that, which has no name.
    fn members(&self) -> impl Iterator<Item = (&str, &Value)> {
        let list = self.payload.is_array().then_some(("", &self.payload));
        let named = self.payload.as_object().into_iter().flatten();
        named.map(|(name, value)| (name.as_str(), value)).chain(list)
    }

    /// The rows.
    pub(super) fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.members().flat_map(|(list, value)| {
            let rows = value.as_array().into_iter().flatten().filter(|row| row.get("id").is_some());
            rows.map(|json| Row { json, columns: self.columns.of_list(list) })
        })
    }

    /// The row of an id.
    pub(super) fn row(&self, id: &str) -> Option<Row<'_>> {
        self.rows().find(|row| row.id().as_deref() == Some(id))
    }
}

impl<'a> Row<'a> {
    /// Its id, which may be a number.
    pub(super) fn id(self) -> Option<String> {
        self.json.get("id").map(|id| match id {
            Value::String(id) => id.clone(),
            other => other.to_string(),
        })
    }

    /// Whether it can be rejected by itself: that is written into its status.
    pub(super) fn has_status(self) -> bool {
        self.cell(STATUS).is_some()
    }

    /// What it has in a column.
    pub(super) fn cell(self, field: &str) -> Option<&'a Value> {
        self.json.get(field)
    }

    /// The columns in which a person may change something; all of them where the gate names none.
    pub(super) fn editable(self) -> Vec<&'a str> {
        let named = self.columns.into_iter().flatten().filter(|column| column.is_editable);
        let named: Vec<_> = named.map(|column| column.key.as_str()).collect();
        match named.is_empty() {
            false => named,
            true => self.all().into_iter().map(|(name, _)| name).collect(),
        }
    }

    /// Whether a person can change something there; whether that is allowed is for the gate to say.
    pub(super) fn has(self, field: &str) -> bool {
        self.column(field).is_some() || (self.cell(field).is_some() && !FIXED.contains(&field))
    }

    /// The correction of a cell.
    pub(super) fn correction(self, id: &str, field: &str, typed: &str) -> Correction {
        let old = self.cell(field);
        let correction = Correction::new(id, field, value(typed, old, self.column(field)));
        old.cloned().into_iter().fold(correction, Correction::old_value)
    }

    fn column(self, field: &str) -> Option<&'a Column> {
        self.columns.into_iter().flatten().find(|column| column.key == field)
    }

    /// All cells that a person may change, whatever the gate names.
    fn all(self) -> Vec<(&'a str, &'a Value)> {
        self.members().filter(|(key, _)| !FIXED.contains(key)).collect()
    }

    fn members(self) -> impl Iterator<Item = (&'a str, &'a Value)> {
        self.json.as_object().into_iter().flatten().map(|(key, value)| (key.as_str(), value))
    }

    /// How sure an extraction was, which stands at the end of the line.
    fn confidence(self) -> Option<&'a Value> {
        self.cell("confidence").filter(|confidence| confidence.is_number())
    }

    /// Whether a cell has a place of its own in the line.
    fn stands_apart(self, key: &str) -> bool {
        key == "id" || (key == "confidence" && self.confidence().is_some())
    }

    /// The cells that a person sees: of those that the gate names, the ones with something in them; and the status,
    /// named or not.
    fn shown(self, corrections: &[Correction]) -> Vec<(&'a str, &'a Value)> {
        let Some(columns) = self.columns else {
            return self.members().filter(|(key, _)| !self.stands_apart(key)).collect();
        };
        let keys = columns
            .iter()
            .map(|column| column.key.as_str())
            .filter(|key| !self.stands_apart(key) && *key != STATUS)
            .chain([STATUS]);
        let cells = keys.map(|key| (key, self.cell(key).unwrap_or(&Value::Null)));
        cells
            .filter(|(key, value)| !is_empty(value) || corrections.iter().any(|cell| cell.field == *key))
            .collect()
    }

    fn line(self, corrections: &[Correction]) -> String {
        if !self.json.is_object() {
            return format!("    {NO_ID:<10} {}", self.json);
        }
        let id = self.id();
        let is_own = |cell: &&Correction| id.as_deref() == Some(&cell.line_item_id);
        let own: Vec<_> = corrections.iter().filter(is_own).cloned().collect();
        let cells: Vec<_> =
            self.shown(&own).into_iter().map(|(column, value)| cell(column, value, &own)).collect();
        let id = id.as_deref().unwrap_or(NO_ID);
        let confidence = self.confidence().map(|confidence| format!(" {confidence}"));
        let line = format!("    {id:<10} {:<60}{}", cells.join("  "), confidence.unwrap_or_default());
        line.trim_end().to_owned()
    }
}

/// Whether it is a list with a row in it.
fn has_rows(value: &Value) -> bool {
    value.as_array().into_iter().flatten().any(|row| row.get("id").is_some())
}

fn cell(column: &str, value: &Value, corrections: &[Correction]) -> String {
    match corrections.iter().find(|cell| cell.field == column) {
        Some(corrected) => format!("{column} {value} → {}", corrected.new_value),
        None => format!("{column} {value}"),
    }
}

/// What was typed into a cell: a text where texts belong; else a number, `true` or `false` where it reads as
/// one, and nothing where nothing was typed. What is left is sent as it is, for the gate to say what is
/// wrong.
fn value(typed: &str, old: Option<&Value>, column: Option<&Column>) -> Value {
    let was_text = old.is_some_and(Value::is_string);
    if typed.is_empty() && !was_text {
        return Value::Null;
    }
    if was_text || column.is_some_and(|column| column.is_text) {
        return Value::from(typed);
    }
    match serde_json::from_str::<Value>(typed) {
        Ok(value @ (Value::Number(_) | Value::Bool(_))) => value,
        _ => Value::from(typed),
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(values) => values.is_empty(),
        Value::Object(members) => members.is_empty(),
        Value::Bool(_) | Value::Number(_) => false,
    }
}

fn quoted(names: impl Iterator<Item = String>) -> String {
    let names: Vec<_> = names.map(|name| format!("`{name}`")).collect();
    if names.is_empty() { "none".to_owned() } else { names.join(", ") }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn sheet(config: &Value) -> Sheet {
        let row = json!({ "id": "r1", "amount": 100.0, "vendor": null, "note": "", "origin": "sheet 2" });
        let pending = json!({ "kind": "interactive_review", "action": "interactive_review",
            "payload": { "lines": [row], "other": [{ "id": "o1", "x": 1 }] },
            "display_hint": { "component": "DATA_TABLE", "config": config } });
        Sheet::of(&serde_json::from_value(pending).expect("a pending action"))
    }

    fn named() -> Value {
        json!([
            { "key": "vendor", "type": "text", "editable": true },
            { "key": "amount", "type": "currency", "editable": true },
            { "key": "note", "type": "text" },
        ])
    }

    #[test]
    fn a_person_sees_the_columns_that_are_named_for_a_list_and_all_of_the_others() {
        let sheet = sheet(&json!({ "datasets": [{ "key": "lines", "columns": named() }] }));
        assert_eq!(sheet.text(&[]), "    r1         amount 100.0\n    o1         x 1");
        let corrected = sheet.correction("r1", "vendor", "4711").expect("a cell");
        assert_eq!((&corrected.new_value, &corrected.old_value), (&json!("4711"), &Some(Value::Null)));
        assert!(sheet.text(&[corrected]).starts_with("    r1         vendor null → \"4711\"  amount 100.0"));
    }

    #[test]
    fn a_table_of_one_list_names_its_columns_itself() {
        let one = sheet(&json!({ "data_key": "lines", "columns": named() }));
        assert_eq!(one.text(&[]), "    r1         amount 100.0\n    o1         x 1");
        let only_those = one.rows().map(Row::editable).collect::<Vec<_>>();
        assert_eq!(only_those, [vec!["vendor", "amount"], vec!["x"]]);
    }

    #[test]
    fn a_list_by_itself_has_rows_as_well() {
        let pending = json!({ "kind": "interactive_review", "action": "interactive_review",
            "payload": [{ "id": "r1", "amount": 100.0 }, "and more"] });
        let sheet = Sheet::of(&serde_json::from_value(pending).expect("a pending action"));
        assert_eq!(sheet.text(&[]), "    r1         amount 100.0\n    -          \"and more\"");
        assert_eq!(sheet.correction("r1", "amount", "7").expect("a cell").new_value, json!(7));
    }

    fn shown(payload: &Value, columns: &Value) -> String {
        let config = json!({ "data_key": "lines", "columns": columns });
        let pending = json!({ "kind": "interactive_review", "action": "interactive_review", "payload": payload,
            "display_hint": { "component": "DATA_TABLE", "config": config } });
        Sheet::of(&serde_json::from_value(pending).expect("a pending action")).text(&[])
    }

    #[test]
    fn what_stands_beside_the_rows_is_shown_above_them() {
        let lines = json!([{ "id": "r1", "amount": 1 }]);
        let payload =
            json!({ "note": "Accruals", "bank": { "iban": "CH93" }, "lines": lines, "tags": ["a"] });
        let text = shown(&payload, &json!([{ "key": "amount", "type": "currency" }]));
        let header = r#"    bank {"iban":"CH93"}  note "Accruals"  tags ["a"]"#;
        assert_eq!(text, format!("{header}\n    r1         amount 1"));
        let sheet = Sheet { payload, columns: Columns::default() };
        let corrected = sheet.correction("", "note", "March").expect("a header field");
        assert!(sheet.text(&[corrected]).contains(r#"note "Accruals" → "March""#));
    }

    #[test]
    fn a_row_says_its_status_and_one_without_an_id_is_shown_too() {
        let lines = json!([{ "id": "r1", "amount": 1, "status": "REJECTED" }, { "amount": 2 }, "and so on"]);
        let text = shown(&json!({ "lines": lines }), &json!([{ "key": "amount", "type": "currency" }]));
        let lines: Vec<_> = text.lines().collect();
        let all = [
            r#"    r1         amount 1  status "REJECTED""#,
            "    -          amount 2",
            r#"    -          "and so on""#,
        ];
        assert_eq!(lines, all);
    }

    #[test]
    fn what_a_terminal_would_obey_is_not_written() {
        let text = shown(&json!({ "lines": [{ "id": "r\n1\u{9b}", "amount": "\u{9b}2J" }] }), &json!([]));
        assert!(!text.contains(char::is_control), "{text:?}");
    }

    #[test]
    fn nonsense_in_a_hint_names_no_columns() {
        for config in [json!({}), json!({ "datasets": 7 }), json!({ "columns": [1, {}] })] {
            let text = sheet(&config).text(&[]);
            assert!(text.contains("amount 100.0") && text.contains("origin \"sheet 2\""), "{text}");
        }
    }

    #[test]
    fn what_is_cleared_is_nothing_and_a_text_stays_one() {
        let sheet = sheet(&json!({ "data_key": "lines", "columns": named() }));
        let typed = |field, typed| sheet.correction("r1", field, typed).expect("a cell").new_value;
        assert_eq!(
            [typed("amount", ""), typed("vendor", ""), typed("note", "")],
            [json!(null), json!(null), json!("")]
        );
        assert_eq!([typed("amount", "12"), typed("note", "12")], [json!(12), json!("12")]);
        assert!(sheet.correction("r1", "id", "r2").is_err());
    }

    #[test]
    fn whatever_a_row_has_is_shown_where_no_columns_are_named() {
        let rows = json!([{ "id": "r1", "label": "Pay to M", "value": 5, "confidence": "low" },
            { "id": "r2", "label": "b", "value": 6, "confidence": 0.996 }]);
        let pending = json!({ "kind": "interactive_review", "action": "interactive_review", "payload": { "lines": rows } });
        let text = Sheet::of(&serde_json::from_value(pending).expect("a pending action")).text(&[]);
        let (first, second) = text.split_once('\n').expect("two rows");
        assert!(first.contains("label \"Pay to M\"") && first.contains("confidence \"low\""), "{text}");
        assert!(second.ends_with(" 0.996") && !second.contains("confidence"), "{text}");
    }
}
