//! Tasks as the server lists them: how they are asked for, and what is read of them.

use std::collections::HashMap;

use serde_json::Value;
use temporalio_protos::temporal::api::common::v1::Payload;
use temporalio_protos::temporal::api::workflow::v1::WorkflowExecutionInfo;

use crate::runbook::payload;
use crate::runbook::task::SOURCE;
use crate::wire::{CompletedTask, PreviousQuery, TaskAttributes};
use crate::worker::run_info::RunInfo;

/// All completed tasks of a runbook for an entity, and perhaps some more. Which one is meant is not for the server to
/// say: how it compares text depends on its database.
pub(super) fn of_tasks(query: &PreviousQuery, attributes: &TaskAttributes) -> String {
    let slug = matching(&format!("`{}`", attributes.slug), &query.slug);
    let entity = matching(&format!("`{}`", attributes.entity), &query.entity);
    completed([slug, entity])
}

/// All completed children of a run, and perhaps some more.
pub(super) fn of_children(parent: &str) -> String {
    completed([matching("ParentWorkflowId", parent)])
}

fn completed(conditions: impl IntoIterator<Item = Option<String>>) -> String {
    let conditions = conditions.into_iter().flatten().chain(["ExecutionStatus = 'Completed'".to_owned()]);
    conditions.collect::<Vec<_>>().join(" AND ")
}

/// What is true of everything with that text. The server misreads a text with a double quote or a backslash, however
/// it is written, so that one is only asked for by what stands before it.
fn matching(name: &str, text: &str) -> Option<String> {
    if !text.contains(['"', '\\']) {
        return Some(format!("{name} = '{}'", text.replace('\'', "''")));
    }
    let start = text.split(['"', '\\', '\'', '%', '_', '!']).next().filter(|start| !start.is_empty());
    start.map(|start| format!("{name} STARTS_WITH '{start}'"))
}

/// What is listed of a task; its output is not.
pub(super) fn task(info: WorkflowExecutionInfo, attributes: &TaskAttributes) -> CompletedTask {
    let marks = info.search_attributes.clone().unwrap_or_default().indexed_fields;
    let memo = info.memo.clone().unwrap_or_default().fields;
    let run = RunInfo::new(info);
    CompletedTask {
        slug: text(&marks, &attributes.slug).unwrap_or_default(),
        entity: text(&marks, &attributes.entity).unwrap_or_default(),
        period: text(&marks, &attributes.period),
        source: text(&memo, SOURCE),
        task_id: run.workflow_id,
        run_id: run.run_id,
        parent: run.parent,
        completed_at: run.closed_at.unwrap_or_default(),
        output: Value::Null,
    }
}

fn text(fields: &HashMap<String, Payload>, name: &str) -> Option<String> {
    let value = payload::single_json(std::slice::from_ref(fields.get(name)?)).ok()?;
    value.as_str().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_cannot_end_the_query() {
        let asked = |entity: &str| of_tasks(&PreviousQuery::new("nav", entity), &TaskAttributes::default());
        let by = |condition: &str| format!("`NtroSlug` = 'nav'{condition} AND ExecutionStatus = 'Completed'");
        assert_eq!(asked("O'Neil' OR `x"), by(" AND `NtroEntity` = 'O''Neil'' OR `x'"));
        assert_eq!(asked("a_b\\' OR 'x"), by(" AND `NtroEntity` STARTS_WITH 'a'"));
        assert_eq!(asked("\"a"), by(""));
    }
}
