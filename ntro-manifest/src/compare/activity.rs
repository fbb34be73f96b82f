//! What changed in the activities.

use crate::compare::names::matched;
use crate::compare::payload::{self, Role};
use crate::compare::{Found, rule};
use crate::manifest::Activity;

pub(super) fn compare_all(found: &mut Found, old: &[Activity], new: &[Activity]) {
    let at = |activity: &Activity| format!("activities/{}", activity.name);
    let matched = matched(old, new);
    for gone in matched.removed {
        found.push(&at(gone), "removed", &rule::ACTIVITY_REMOVED);
    }
    for (gone, now) in matched.renamed {
        let what = format!("renamed {} → {}", gone.name, now.name);
        found.push(&at(gone), what, &rule::ACTIVITY_RENAMED);
    }
    for (came, _) in matched.added {
        found.push(&at(came), "new", &rule::ACTIVITY_NEW);
    }
    for (old, new) in matched.kept {
        let place = at(new);
        if old.docs != new.docs {
            found.push(&place, "docs changed", &rule::DOCS_CHANGED);
        }
        event(found, &place, old, new);
        payload::compare(found, &format!("{place}/input"), &old.input, &new.input, Role::Recorded);
        payload::compare(found, &format!("{place}/output"), &old.output, &new.output, Role::RecordedResult);
    }
}

fn event(found: &mut Found, place: &str, old: &Activity, new: &Activity) {
    match (&old.event_type, &new.event_type) {
        (None, Some(new)) => found.push(place, format!("its results are events, {new}"), &rule::EVENT_NEW),
        (Some(old), None) => {
            found.push(place, format!("its results are no events any more, {old}"), &rule::EVENT_REMOVED);
        }
        (Some(old), Some(new)) if old != new => {
            found.push(place, format!("event {old} → {new}"), &rule::EVENT_CHANGED);
        }
        _ => {}
    }
}
