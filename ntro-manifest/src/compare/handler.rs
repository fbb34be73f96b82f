//! What changed in the signals, queries and updates.

use crate::compare::Found;
use crate::compare::names::matched;
use crate::compare::payload::{self, Role};
use crate::compare::rule::{self, Rule};
use crate::manifest::{Handler, Runbook};

pub(super) fn compare_all(found: &mut Found, runbook: &str, old: &Runbook, new: &Runbook) {
    let at = |kind: &str| format!("{runbook}/{kind}");
    compare(found, &at("signals"), &old.signals, &new.signals, &rule::SIGNAL_REMOVED);
    compare(found, &at("queries"), &old.queries, &new.queries, &rule::QUERY_REMOVED);
    compare(found, &at("updates"), &old.updates, &new.updates, &rule::UPDATE_REMOVED);
}

fn compare(found: &mut Found, place: &str, old: &[Handler], new: &[Handler], removed: &Rule) {
    let at = |handler: &Handler| format!("{place}/{}", handler.name);
    let matched = matched(old, new);
    for gone in matched.removed {
        found.push(&at(gone), "removed", removed);
    }
    for (gone, now) in matched.renamed {
        let what = format!("renamed {} → {}", gone.name, now.name);
        found.push(&at(gone), what, &rule::HANDLER_RENAMED);
    }
    for (came, _) in matched.added {
        found.push(&at(came), "new", &rule::HANDLER_NEW);
    }
    for (old, new) in matched.kept {
        let place = at(new);
        if old.docs != new.docs {
            found.push(&place, "docs changed", &rule::DOCS_CHANGED);
        }
        payload::compare(found, &format!("{place}/payload"), &old.payload, &new.payload, Role::Sent);
        payload::compare(found, &format!("{place}/answer"), &old.answer, &new.answer, Role::Answer);
    }
}
