//! Whether the cells that a scenario corrects are there.

use ntro_workflow::wire::PendingAction;
use ntro_workflow::wire::action::Correction;
use ntro_workflow::wire::correction::{self, CorrectionError};
use serde_json::{Map, Value};

use crate::drive::open::OpenGate;
use crate::nearest::did_you_mean;

/// Every corrected cell whose row the gate does not show, or whose column neither that row nor the table
/// that it is shown in has.
pub(super) fn unknown_cells(gate: &OpenGate, cells: &[Correction]) -> Vec<String> {
    let pending = &gate.pending;
    let payload = pending.payload.clone().unwrap_or_default();
    let fault = |cell: &Correction| match correction::apply(&payload, std::slice::from_ref(cell)) {
        // A header field, which is for the run to know.
        Err(CorrectionError::UnknownRow { row_id, .. }) if row_id.is_empty() => None,
        Err(CorrectionError::UnknownRow { row_id, .. }) => {
            let ids: Vec<_> = rows(&payload).filter_map(id_of).collect();
            let near = did_you_mean(&row_id, ids.iter().map(String::as_str));
            Some(format!("the gate {} shows no row `{row_id}`{near}", gate.opening))
        }
        Err(CorrectionError::UnknownField { row_id, field, .. }) => {
            let columns = columns(&payload, &row_id, pending);
            let columns = columns.iter().map(String::as_str);
            if columns.clone().any(|column| column == field) {
                return None;
            }
            let near = did_you_mean(&field, columns);
            Some(format!("the row `{row_id}` at the gate {} has no column `{field}`{near}", gate.opening))
        }
        _ => None,
    };
    cells.iter().filter_map(fault).collect()
}

/// The rows of a payload, as corrections find them: in itself, or in its members.
fn rows(payload: &Value) -> impl Iterator<Item = &Map<String, Value>> {
    let members = payload.as_object().into_iter().flat_map(Map::values);
    std::iter::once(payload).chain(members).filter_map(Value::as_array).flatten().filter_map(Value::as_object)
}

fn id_of(row: &Map<String, Value>) -> Option<String> {
    match row.get("id")? {
        Value::String(id) => Some(id.clone()),
        Value::Number(id) => Some(id.to_string()),
        _ => None,
    }
}

/// The keys of a row, and the columns of the tables that the gate is shown in.
fn columns(payload: &Value, row_id: &str, pending: &PendingAction) -> Vec<String> {
    let row = rows(payload).find(|row| id_of(row).as_deref() == Some(row_id));
    let keys = row.into_iter().flat_map(Map::keys).filter(|key| *key != "id").cloned();
    let hint = serde_json::to_value(&pending.display_hint).unwrap_or_default();
    let config = &hint["config"];
    let datasets = config["datasets"].as_array().into_iter().flatten();
    let tables = datasets.chain([config]).filter_map(|table| table["columns"].as_array()).flatten();
    let columns = tables.filter_map(|column| column["key"].as_str()).map(str::to_owned);
    let mut columns: Vec<_> = keys.chain(columns).collect();
    columns.sort();
    columns.dedup();
    columns
}
