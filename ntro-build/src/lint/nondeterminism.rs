//! `nondeterminism`: a call in a runbook that gives something else when it is replayed.
//!
//! A run is replayed from its history, perhaps weeks later on another machine, and must decide as it
//! did before. What is looked at is what a runbook runs: `#[run]`, steps, handlers, and the methods of
//! the impl that these call. An activity runs once, and may do all of it.

mod table;

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::ToTokens;

use crate::lint::Finding;
use crate::lint::paths::{PathUse, paths};
use crate::lint::rule::Rule;
use crate::lint::runbook::{Method, Role, Runbook, Words};
use crate::lint::scope::Scope;
use table::{Hazard, hazard};

/// Reports what differs between a run and its replay.
pub(super) fn check(runbook: &Runbook<'_>) -> Vec<Finding> {
    let called = runbook.methods.iter().filter(|method| method.role != Role::Helper);
    let reached = runbook.calls.reached(called.map(|method| method.name.as_str()));
    let methods = runbook.methods.iter().filter(|method| reached.contains(&method.name));
    methods.flat_map(|method| in_method(runbook, method)).collect()
}

fn in_method(runbook: &Runbook<'_>, method: &Method<'_>) -> Vec<Finding> {
    let scope = Scope::of_body(method.function, runbook.scope);
    let mut named = paths(method.function.sig.to_token_stream());
    named.extend(paths(method.function.block.to_token_stream()));
    let mut findings = Vec::new();
    for path in &named {
        let found = scope.resolve(path).into_iter().find_map(|meaning| {
            let full = as_called(meaning.path, path);
            let hazard = hazard(&full, meaning.by_glob).filter(|hazard| !tamed(hazard, path))?;
            Some((full.join("::"), hazard))
        });
        if let (Some((full, hazard)), Some(place)) = (found, path.segments.first()) {
            findings.push(finding(runbook, method, (path, place, &full), hazard));
        }
    }
    findings
}

/// The names of a path, the last one with its `!`: the macro `std::env!` is not the module `std::env`.
fn as_called(mut names: Vec<String>, path: &PathUse) -> Vec<String> {
    if let (Some(_), Some(last)) = (&path.macro_tokens, names.last_mut()) {
        last.push('!');
    }
    names
}

/// Whether a macro that chooses at random is told not to: by `biased;` at its start.
fn tamed(hazard: &Hazard, path: &PathUse) -> bool {
    hazard.tamed_by_biased && path.macro_tokens.clone().is_some_and(starts_biased)
}

fn starts_biased(tokens: TokenStream) -> bool {
    matches!(tokens.into_iter().next(), Some(TokenTree::Ident(word)) if word == "biased")
}

fn finding(
    runbook: &Runbook<'_>,
    method: &Method<'_>,
    (path, place, full): (&PathUse, &Ident, &str),
    hazard: &Hazard,
) -> Finding {
    let written = as_called(path.names(), path).join("::");
    let meant = if written == full { String::new() } else { format!(" (`{full}`)") };
    let words = Words {
        what: format!("`{written}`{meant} in {}", method.shown()),
        why: hazard.why.into(),
        remedy: hazard.remedy.into(),
    };
    runbook.finding(Rule::Nondeterminism, place.span(), words)
}
