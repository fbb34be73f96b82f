//! Who calls whom within an annotated impl, as far as the names tell.
//!
//! A name counts as a call wherever it stands: `Self::helper` may be handed on instead of called. A
//! method is known by its name alone, whatever it is called on.

use std::collections::{BTreeMap, BTreeSet};

use quote::ToTokens;

use crate::lint::paths::{PathKind, PathUse, paths};
use crate::lint::runbook::{Method, Role, Runbook};

/// The calls within an impl: which methods each method names.
pub(super) struct CallGraph {
    named: BTreeMap<String, BTreeSet<String>>,
    steps: BTreeSet<String>,
}

impl CallGraph {
    pub(super) fn of(runbook: &Runbook<'_>) -> Self {
        let methods: BTreeSet<&str> = runbook.methods.iter().map(|method| method.name.as_str()).collect();
        let named = runbook.methods.iter().map(|method| {
            let called = named_in(method).into_iter().filter_map(|path| target(&path, &runbook.self_type));
            let called = called.filter(|name| methods.contains(name.as_str())).collect();
            (method.name.clone(), called)
        });
        let steps = runbook.with_role(Role::Step).map(|method| method.name.clone()).collect();
        Self { named: named.collect(), steps }
    }

    /// The methods that run when one of these does, they themselves included.
    pub(super) fn reached<'a>(&self, roots: impl IntoIterator<Item = &'a str>) -> BTreeSet<String> {
        self.follow(roots, |_| true)
    }

    /// The methods that run as a part of this one: not inside another step that it calls.
    pub(super) fn outside_steps(&self, root: &str) -> BTreeSet<String> {
        self.follow([root], |name| !self.steps.contains(name))
    }

    fn follow<'a>(
        &self,
        roots: impl IntoIterator<Item = &'a str>,
        enter: impl Fn(&str) -> bool,
    ) -> BTreeSet<String> {
        let mut reached: BTreeSet<String> = BTreeSet::new();
        let mut open: Vec<String> = roots.into_iter().map(str::to_owned).collect();
        while let Some(name) = open.pop() {
            let called = self.named.get(&name).into_iter().flatten();
            open.extend(called.filter(|called| enter(called) && !reached.contains(*called)).cloned());
            reached.insert(name);
        }
        reached
    }
}

/// Every name in a method: in its body, and in its attributes, which may name a validator.
pub(super) fn named_in(method: &Method<'_>) -> Vec<PathUse> {
    let mut found: Vec<PathUse> =
        method.function.attrs.iter().flat_map(|attribute| paths(attribute.meta.to_token_stream())).collect();
    for path in &mut found {
        // A single name in an attribute is a method of the impl.
        if path.segments.len() == 1 {
            path.kind = PathKind::OfType;
        }
    }
    found.extend(paths(method.function.block.to_token_stream()));
    found
}

/// The method of a type that a path names, if it is one of `self_type`.
pub(super) fn target(path: &PathUse, self_type: &str) -> Option<String> {
    let name = path.last()?.to_string();
    let owner = path.segments.len().checked_sub(2).and_then(|at| path.segments.get(at));
    match (path.kind, owner) {
        (PathKind::Member, _) | (PathKind::OfType, None) => Some(name),
        (_, Some(owner)) if owner == "Self" || owner == self_type => Some(name),
        _ => None,
    }
}
