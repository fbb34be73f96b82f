//! What changed in the runbooks.

use crate::compare::names::{Named as _, matched};
use crate::compare::payload::{self, Role};
use crate::compare::{Found, handler, rule, step};
use crate::manifest::{Child, Runbook};

pub(super) fn compare_all(found: &mut Found, old: &[Runbook], new: &[Runbook]) {
    let matched = matched(old, new);
    for gone in matched.removed {
        found.push(&gone.slug, "removed", &rule::RUNBOOK_REMOVED);
    }
    for (gone, now) in matched.renamed {
        found.push(&gone.slug, format!("renamed {} → {}", gone.slug, now.slug), &rule::RUNBOOK_RENAMED);
        // Under the new slug, the rest of it may have changed as well.
        compare(found, gone, now);
    }
    for (came, _) in matched.added {
        found.push(came.name(), "new", &rule::RUNBOOK_NEW);
    }
    for (old, new) in matched.kept {
        compare(found, old, new);
    }
}

fn compare(found: &mut Found, old: &Runbook, new: &Runbook) {
    let place = &new.slug;
    if old.workflow_type != new.workflow_type {
        let what = format!("workflow type {} → {}", old.workflow_type, new.workflow_type);
        found.push(place, what, &rule::WORKFLOW_TYPE_CHANGED);
    }
    if old.docs != new.docs {
        found.push(place, "docs changed", &rule::DOCS_CHANGED);
    }
    if old.listing != new.listing {
        found.push(place, "listing changed", &rule::LISTING_CHANGED);
    }
    if old.bundle != new.bundle {
        found.push(place, "bundle view changed", &rule::BUNDLE_CHANGED);
    }
    payload::compare(found, &format!("{place}/input"), &old.input, &new.input, Role::Input);
    payload::compare(found, &format!("{place}/output"), &old.output, &new.output, Role::Result);
    step::compare_all(found, place, &old.steps, &new.steps);
    handler::compare_all(found, place, old, new);
    children(found, place, old, new);
}

fn children(found: &mut Found, place: &str, old: &Runbook, new: &Runbook) {
    // The expression stands for a slug that is not known.
    let same = |one: &Child, other: &Child| {
        (&one.slug, one.elsewhere) == (&other.slug, other.elsewhere)
            && (one.slug.is_some() || one.expression == other.expression)
    };
    let place = format!("{place}/children");
    for gone in old.children.iter().filter(|gone| !new.children.iter().any(|it| same(it, gone))) {
        found.push(&place, format!("{}: removed", shown(gone)), &rule::CHILD_CHANGED);
    }
    for came in new.children.iter().filter(|came| !old.children.iter().any(|it| same(it, came))) {
        found.push(&place, format!("{}: new", shown(came)), &rule::CHILD_CHANGED);
    }
}

fn shown(child: &Child) -> String {
    let name = child.slug.as_deref().or(child.expression.as_deref()).unwrap_or("a child of an unknown slug");
    let elsewhere = if child.elsewhere { " of another worker" } else { "" };
    format!("{name}{elsewhere}")
}
