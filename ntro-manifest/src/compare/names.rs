//! Which of two lists' entries went, came, and were renamed.

use crate::manifest::{Activity, Gate, Handler, Runbook, Step};

/// What has a name by which others find it.
pub(super) trait Named {
    /// Whether its place among the others means something.
    const ORDERED: bool;
    /// The name.
    fn name(&self) -> &str;
    /// Whether the two may be the same one under two names.
    fn is_like(&self, other: &Self) -> bool;
}

impl Named for Runbook {
    const ORDERED: bool = false;
    fn name(&self) -> &str {
        &self.slug
    }
    fn is_like(&self, other: &Self) -> bool {
        let same_steps = self.steps.iter().map(Named::name).eq(other.steps.iter().map(Named::name));
        self.workflow_type == other.workflow_type || (same_steps && !self.steps.is_empty())
    }
}

impl Named for Step {
    const ORDERED: bool = true;
    fn name(&self) -> &str {
        &self.name
    }
    fn is_like(&self, _other: &Self) -> bool {
        true
    }
}

impl Named for Gate {
    const ORDERED: bool = true;
    fn name(&self) -> &str {
        &self.name
    }
    fn is_like(&self, other: &Self) -> bool {
        self.kind == other.kind
    }
}

impl Named for Handler {
    const ORDERED: bool = false;
    fn name(&self) -> &str {
        &self.name
    }
    fn is_like(&self, other: &Self) -> bool {
        self.payload == other.payload && self.answer == other.answer
    }
}

impl Named for Activity {
    const ORDERED: bool = false;
    fn name(&self) -> &str {
        &self.name
    }
    fn is_like(&self, other: &Self) -> bool {
        self.input == other.input && self.output == other.output
    }
}

/// How the entries of an old list relate to those of a new one.
pub(super) struct Matched<'m, T> {
    /// In both.
    pub(super) kept: Vec<(&'m T, &'m T)>,
    /// The one became the other.
    pub(super) renamed: Vec<(&'m T, &'m T)>,
    /// In the old list only.
    pub(super) removed: Vec<&'m T>,
    /// In the new list only, each with whether all that was there before stands before it.
    pub(super) added: Vec<(&'m T, bool)>,
}

/// Matches two lists. An entry was renamed only where it is obvious: one that went and one that came
/// are alike, each is like no other one, and they stand between the same neighbours where that counts.
pub(super) fn matched<'m, T: Named>(old: &'m [T], new: &'m [T]) -> Matched<'m, T> {
    let find = |entry: &T| new.iter().find(|other| other.name() == entry.name());
    let kept: Vec<(&T, &T)> = old.iter().filter_map(|entry| Some((entry, find(entry)?))).collect();
    let went = unshared(old, new);
    let came = unshared(new, old);
    let alike =
        |gone: &(usize, &T), new: &(usize, &T)| (!T::ORDERED || gone.0 == new.0) && gone.1.is_like(new.1);
    let new_name = |gone| {
        let found = only(came.iter().filter(|new| alike(gone, new)))?;
        only(went.iter().filter(|other| alike(other, found))).map(|_| found.1)
    };
    let pairs: Vec<(&T, Option<&T>)> = went.iter().map(|gone| (gone.1, new_name(gone))).collect();
    let renamed: Vec<(&T, &T)> = pairs.iter().filter_map(|(gone, to)| Some((*gone, (*to)?))).collect();
    let removed = pairs.iter().filter(|(_, to)| to.is_none()).map(|(gone, _)| *gone).collect();
    let is_name = |entry: &T| renamed.iter().any(|(_, to)| to.name() == entry.name());
    let added = came.iter().filter(|(_, entry)| !is_name(entry));
    let added = added.map(|(gap, entry)| (*entry, *gap == kept.len())).collect();
    Matched { kept, renamed, removed, added }
}

/// The entries that the other list has not, each with the number of shared ones before it.
fn unshared<'m, T: Named>(list: &'m [T], other: &[T]) -> Vec<(usize, &'m T)> {
    let mut shared = 0;
    let mut unshared = Vec::new();
    for entry in list {
        if other.iter().any(|it| it.name() == entry.name()) {
            shared += 1;
        } else {
            unshared.push((shared, entry));
        }
    }
    unshared
}

fn only<I: Iterator>(mut items: I) -> Option<I::Item> {
    let first = items.next()?;
    items.next().is_none().then_some(first)
}

/// The names of what was kept, in the old and in the new order, if the two differ.
pub(super) fn reordered<T: Named>(kept: &[(&T, &T)], new: &[T]) -> Option<(String, String)> {
    let before: Vec<&str> = kept.iter().map(|(entry, _)| entry.name()).collect();
    let after: Vec<&str> = new.iter().map(Named::name).filter(|name| before.contains(name)).collect();
    (before != after).then(|| (before.join(", "), after.join(", ")))
}
