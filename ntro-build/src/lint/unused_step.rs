//! `unused-step`: a step that nothing calls.

use std::collections::BTreeSet;

use quote::ToTokens;
use syn::Item;

use crate::lint::Finding;
use crate::lint::annotation::is_annotated;
use crate::lint::file::File;
use crate::lint::paths::paths;
use crate::lint::rule::Rule;
use crate::lint::runbook::{Method, Role, Runbook, Words, type_name};
use crate::lint::scope::Scope;

/// The names by which the rest of the package could call a step: type and method.
pub(super) type StepCalls = BTreeSet<(String, String)>;

/// Every `Type::method` in the package, renames by `use` followed; not those of an annotated impl to
/// itself.
pub(super) fn step_calls(files: &[File<'_>]) -> StepCalls {
    let mut calls = StepCalls::new();
    for file in files {
        file.for_each_module(|items, scope| {
            items.iter().for_each(|item| calls.extend(calls_of(item, file, scope)));
        });
    }
    calls
}

fn calls_of(item: &Item, file: &File<'_>, scope: &Scope<'_>) -> StepCalls {
    let (owner, annotated) = match item {
        Item::Impl(item) => (type_name(item), is_annotated(item, file, scope)),
        _ => (None, false),
    };
    let named = paths(item.to_token_stream()).into_iter().flat_map(|path| {
        let resolved = scope.resolve(&path).into_iter().map(|meaning| meaning.path);
        std::iter::once(path.names()).chain(resolved)
    });
    let pairs = named.filter_map(|names| match names.as_slice() {
        [.., of, name] if of == "Self" => Some((owner.clone()?, name.clone())),
        [.., of, name] => Some((of.clone(), name.clone())),
        _ => None,
    });
    pairs.filter(|(of, _)| !annotated || owner.as_ref() != Some(of)).collect()
}

/// Reports steps that neither the impl nor the rest of the package calls.
pub(super) fn check(runbook: &Runbook<'_>, elsewhere: &StepCalls) -> Vec<Finding> {
    let unused = runbook.with_role(Role::Step).filter(|step| {
        let key = (runbook.self_type.clone(), step.name.clone());
        !elsewhere.contains(&key) && !runbook.calls.is_called(&step.name)
    });
    unused.map(|step| finding(runbook, step)).collect()
}

fn finding(runbook: &Runbook<'_>, step: &Method<'_>) -> Finding {
    let (name, owner) = (&step.name, &runbook.self_type);
    let words = Words {
        what: format!("the step `{name}` is never called"),
        why: "the breadcrumb shows it to everybody who follows a run, as one that is still to come".into(),
        remedy: format!("call `Self::{name}(ctx, …)` in `{owner}`, or remove the method"),
    };
    runbook.finding(Rule::UnusedStep, step.function.sig.ident.span(), words)
}
