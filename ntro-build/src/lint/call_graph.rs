//! Who calls whom within an annotated impl, as far as the names tell.
//!
//! A name counts as a call wherever it stands: `Self::helper` may be handed on instead of called. After a
//! `.` it is the name of a method that takes `self`, whatever it is called on; a step takes none.

use std::collections::{BTreeMap, BTreeSet};

use quote::ToTokens;

use crate::lint::paths::{PathKind, PathUse, paths};
use crate::lint::runbook::{Method, Role};

/// The calls within an impl: which methods each method names.
#[derive(Default)]
pub(super) struct CallGraph {
    named: BTreeMap<String, BTreeSet<String>>,
    steps: BTreeSet<String>,
    /// The methods that take `self`.
    with_self: BTreeSet<String>,
}

impl CallGraph {
    pub(super) fn of(methods: &[Method<'_>], self_type: &str) -> Self {
        let mut graph = Self::default();
        for method in methods {
            let name = || method.name.clone();
            graph.named.entry(name()).or_default();
            graph.steps.extend((method.role == Role::Step).then(name));
            graph.with_self.extend(method.function.sig.receiver().map(|_| name()));
        }
        for method in methods {
            let called: Vec<String> =
                named_in(method).iter().flat_map(|path| graph.called_by(path, self_type)).collect();
            graph.named.entry(method.name.clone()).or_default().extend(called);
        }
        graph
    }

    /// The methods that a name in a body calls.
    fn called_by(&self, path: &PathUse, self_type: &str) -> Vec<String> {
        let is_method = |name: &String| match path.kind {
            PathKind::Member => self.with_self.contains(name),
            _ => self.named.contains_key(name),
        };
        let mut called: Vec<String> = target(path, self_type).filter(is_method).into_iter().collect();
        // A macro that is handed the bare name of a step may put it behind `Self::`.
        let handed = path.macro_tokens.clone().map(paths).unwrap_or_default();
        let bare = handed.iter().filter(|path| path.kind == PathKind::Plain && path.segments.len() == 1);
        called.extend(bare.flat_map(PathUse::names).filter(|name| self.steps.contains(name)));
        called
    }

    /// Whether another method than itself names a step: one that only calls itself is never entered.
    pub(super) fn is_called(&self, step: &str) -> bool {
        self.named.iter().any(|(caller, called)| caller != step && called.contains(step))
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
fn named_in(method: &Method<'_>) -> Vec<PathUse> {
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
fn target(path: &PathUse, self_type: &str) -> Option<String> {
    let name = path.last()?.to_string();
    let owner = path.segments.len().checked_sub(2).and_then(|at| path.segments.get(at));
    match (path.kind, owner) {
        (PathKind::Member, _) | (PathKind::OfType, None) => Some(name),
        (_, Some(owner)) if owner == "Self" || owner == self_type => Some(name),
        _ => None,
    }
}
