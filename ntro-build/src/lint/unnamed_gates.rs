//! `unnamed-gates`: two gates of a step that ask different things under one name.
//!
//! One name may be opened again and again: a review that is repeated with the same payload is the same
//! question, and each opening has its own id. But two gates that show different things are two
//! questions, and whoever reads the manifest, declares a payload or writes a client knows them by their
//! names. So the rule is: same step, same kind, same name, another payload. Gates that exclude each
//! other, as the arms of a `match` do, are one question in several words.

use quote::ToTokens;
use syn::Expr;

use crate::lint::Finding;
use crate::lint::gate::{Opening, Opens};
use crate::lint::gate_walk::gates;
use crate::lint::rule::Rule;
use crate::lint::runbook::{Method, Role, Runbook, Words};

/// Reports, for each step, every gate that has the name of an earlier one and shows something else.
pub(super) fn check(runbook: &Runbook<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for step in runbook.with_role(Role::Step) {
        let opened = gates(&step.function.block);
        for (index, gate) in opened.iter().enumerate() {
            let earlier = opened.iter().take(index).find(|earlier| clash(earlier, gate));
            findings.extend(earlier.map(|earlier| finding(runbook, step, earlier, gate)));
        }
    }
    findings
}

fn clash(earlier: &Opening, gate: &Opening) -> bool {
    gate.opens != Opens::Child
        && earlier.opens != Opens::Child
        && earlier.opens.is_review() == gate.opens.is_review()
        && gate.name.is_some()
        && earlier.name == gate.name
        && earlier.excludes(gate) == Some(false)
        && shown(earlier.subject.as_ref()) != shown(gate.subject.as_ref())
}

/// What is shown, as written, but for what does not change it.
fn shown(subject: Option<&Expr>) -> Option<String> {
    let mut subject = subject?;
    loop {
        subject = match subject {
            Expr::Reference(reference) => &reference.expr,
            Expr::Paren(paren) => &paren.expr,
            Expr::MethodCall(call) if call.method == "clone" && call.args.is_empty() => &call.receiver,
            other => return Some(other.to_token_stream().to_string()),
        }
    }
}

fn finding(runbook: &Runbook<'_>, step: &Method<'_>, earlier: &Opening, gate: &Opening) -> Finding {
    let name = gate.name.as_deref().unwrap_or_default();
    let line = earlier.span.start().line;
    let words = Words {
        what: format!(
            "two gates of the step `{}` are called `{name}` and show different things: the other is in line {line}",
            step.name
        ),
        why: "the name is how the manifest, a declaration and a client tell the questions of a step apart"
            .into(),
        remedy: format!("name each after its question: `.{}(…).named(\"…\")`", gate.opens.method()),
    };
    runbook.finding(Rule::UnnamedGates, gate.span, words)
}
