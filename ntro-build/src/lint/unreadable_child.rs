//! `unreadable-child`: a child run whose runbook the source does not name.

use quote::ToTokens;
use syn::{Expr, ExprCall, ExprPath};

use crate::lint::Finding;
use crate::lint::gate::Opening;
use crate::lint::gate_tokens::count_calls;
use crate::lint::gate_walk::gates;
use crate::lint::literals::{as_written, text};
use crate::lint::rule::Rule;
use crate::lint::runbook::{Runbook, Words};

/// Reports children that are neither a slug in quotes nor the `RUN` of a type, nor said to run elsewhere.
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

fn is_readable(child: &Opening) -> bool {
    // One that stands in the tokens of a macro, and cannot be read, is not reported.
    child.subject.as_ref().is_none_or(|target| {
        text(target).is_some()
            || match target {
                Expr::Path(path) => ends_in(path, "RUN"),
                Expr::Call(ExprCall { func, .. }) => {
                    matches!(&**func, Expr::Path(path) if ends_in(path, "new"))
                }
                _ => false,
            }
    })
}

/// Whether a path is a name of a type.
fn ends_in(path: &ExprPath, name: &str) -> bool {
    let segments = &path.path.segments;
    segments.len() > 1 && segments.last().is_some_and(|last| last.ident == name)
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
