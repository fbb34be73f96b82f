//! `unreadable-child`: a child run whose runbook the source does not name.

use proc_macro2::TokenTree;
use quote::ToTokens;

use crate::calls::{ChildTarget, target_of};
use crate::lint::Finding;
use crate::lint::gate::Opening;
use crate::lint::gate_tokens::count_calls;
use crate::lint::gate_walk::gates;
use crate::lint::literals::as_written;
use crate::lint::rule::Rule;
use crate::lint::runbook::{Runbook, Words};

/// Reports children that are neither a slug in quotes nor the `RUN` or the `Def` of a type, nor said to run
/// elsewhere.
pub(super) fn check(runbook: &Runbook<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for method in &runbook.methods {
        let body = &method.function.block;
        // Of several children in one body it is not always to be seen which one it is said of.
        let calls = |name: &str| count_calls(body.to_token_stream(), name);
        if calls("task_queue") + calls("workflow_type") > 0 {
            continue;
        }
        let opened = gates(body);
        let unreadable = opened.iter().filter(|child| child.opens.runs_children() && !is_readable(child));
        findings.extend(unreadable.map(|child| finding(runbook, child)));
    }
    findings
}

/// Whether the manifest can name it. One that stands in the tokens of a macro, and cannot be read, is not
/// reported.
fn is_readable(child: &Opening) -> bool {
    child.subject.as_ref().is_none_or(|subject| {
        let tokens: Vec<TokenTree> = subject.to_token_stream().into_iter().collect();
        target_of(&tokens) != ChildTarget::Computed
    })
}

fn finding(runbook: &Runbook<'_>, child: &Opening) -> Finding {
    let written = child.subject.as_ref().map(as_written);
    let words = Words {
        what: format!("the source does not say which runbook `{}` is", written.unwrap_or_default()),
        why: "the manifest cannot name the child, and nobody can tell before the run whether it is there"
            .into(),
        remedy: "write the slug as a literal, or the type's `RUN`; for a child of another worker add \
                 `.task_queue(…)`"
            .into(),
    };
    runbook.finding(Rule::UnreadableChild, child.span, words)
}
