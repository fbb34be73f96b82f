//! Marking a run with what it is about, where the worker's task history finds runs by their marks.

use std::collections::BTreeSet;
use std::sync::{LazyLock, Mutex, PoisonError};

use temporalio_workflow::common::ActivityDefinition;
use temporalio_workflow::common::data_converters::RawValue;
use temporalio_workflow::common::search_attributes::SearchAttributeKey;
use temporalio_workflow::{LocalActivityOptions, MemoValue};

use crate::runbook::context::Ctx;
use crate::runbook::definition::NtroWorkflow;
use crate::runbook::payload;
use crate::wire::{TaskAttributes, TaskKey};

/// The local activity that says which search attributes the worker has its runs marked with, if with any. Its answer
/// is in history: an attribute that is not registered would wedge the run, and what a worker has changes.
pub(crate) const ATTRIBUTES: &str = "ntro.task_attributes";

/// The memo that holds the source of a document: it is shown and not searched for.
pub(crate) const SOURCE: &str = "ntro_source";

pub(super) async fn mark<W: NtroWorkflow>(ctx: &Ctx<W>, key: &TaskKey) {
    let Some(attributes) = ask(ctx).await else { return };
    let mut marks = vec![
        keyword(&attributes.slug).value_set(W::SLUG.to_owned()),
        keyword(&attributes.entity).value_set(key.entity.clone()),
    ];
    marks.extend(key.period.clone().map(|period| keyword(&attributes.period).value_set(period)));
    ctx.sdk().upsert_search_attributes(marks);
    if let Some(source) = key.source.clone() {
        let memo = [(SOURCE, Some(MemoValue::new(source)))];
        if let Err(error) = ctx.sdk().upsert_memo(memo) {
            tracing::warn!(workflow_id = ctx.workflow_id(), %error, "the source of the document is not kept");
        }
    }
}

/// Without an answer the run is not marked; it goes on all the same.
async fn ask<W: NtroWorkflow>(ctx: &Ctx<W>) -> Option<TaskAttributes> {
    let mut options = LocalActivityOptions::default();
    options.cancellation_token = Some(ctx.shielded().token());
    options.summary = Some("Ask for the attributes of tasks".to_owned());
    let answer = ctx.sdk().execute_local_activity(AskAttributes, (), options).await;
    answer.ok().and_then(|answer| payload::from_json(&answer.payloads).ok()).flatten()
}

struct AskAttributes;

impl ActivityDefinition for AskAttributes {
    type Input = ();
    type Output = RawValue;

    fn name(&self) -> &str {
        ATTRIBUTES
    }
}

/// The SDK takes names that live for ever. There are few of them, and each is kept once.
fn keyword(name: &str) -> SearchAttributeKey<String> {
    static NAMES: LazyLock<Mutex<BTreeSet<&'static str>>> = LazyLock::new(Mutex::default);
    let mut names = NAMES.lock().unwrap_or_else(PoisonError::into_inner);
    let kept = names.get(name).copied().unwrap_or_else(|| {
        let kept: &'static str = name.to_owned().leak();
        names.insert(kept);
        kept
    });
    SearchAttributeKey::keyword(kept)
}
