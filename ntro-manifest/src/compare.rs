//! What a change of the runbooks means for runs in flight, for people who look at a gate, and for
//! programs that send and read.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::manifest::Manifest;

mod activity;
mod handler;
mod names;
mod payload;
mod rule;
mod runbook;
mod step;
#[cfg(test)]
mod tests;

pub use rule::{RULES, Rule};

/// How a change is to be taken; the gravest first.
///
/// ```
/// use ntro_manifest::Class;
///
/// assert!(Class::Breaking < Class::NeedsCare && Class::NeedsCare < Class::Compatible);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Class {
    /// Runs in flight, people at a gate or other programs stop working.
    Breaking,
    /// It may be fine; a person has to look.
    NeedsCare,
    /// Nobody notices who does not look for it.
    Compatible,
}

/// One change.
///
/// ```
/// # use ntro_manifest::{Class, Manifest, compare};
/// # let with = |runbooks: &str| Manifest::from_json(&format!(
/// #     r#"{{"manifest_version": 1, "runbooks": [{runbooks}]}}"#)).unwrap();
/// let close = r#"{"slug": "close", "workflow_type": "CloseWorkflow", "steps": []}"#;
/// let comparison = compare(&with(close), &with(""));
/// let change = &comparison.changes[0];
/// assert_eq!((change.class, change.rule.as_str()), (Class::Breaking, "runbook-removed"));
/// assert_eq!(change.to_string(), "close: removed");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct Change {
    /// How it is to be taken.
    pub class: Class,
    /// What changed, such as `month-end/steps/review/gates/review/payload#/lines/*/amount`; behind `#`
    /// stands a JSON pointer into the value, with `*` for any item or member.
    pub place: String,
    /// How it changed, such as `renamed check → review`.
    pub what: String,
    /// The name of the rule that judged it; `docs/manifest.md` lists them.
    pub rule: String,
    /// Why it is of that class.
    pub why: String,
    /// What to do about it; empty where nothing is to be done.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub remedy: String,
}

/// Everything that changed, the gravest first, then by place.
///
/// ```
/// # use ntro_manifest::{Class, Manifest, compare};
/// # let with = |runbooks: &str| Manifest::from_json(&format!(
/// #     r#"{{"manifest_version": 1, "runbooks": [{runbooks}]}}"#)).unwrap();
/// let close = r#"{"slug": "close", "workflow_type": "CloseWorkflow", "steps": []}"#;
/// let comparison = compare(&with(""), &with(close));
/// assert_eq!(comparison.worst(), Some(Class::Compatible));
/// assert!(comparison.to_string().starts_with("compatible (1)\n  close: new\n"));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Comparison {
    /// The changes.
    pub changes: Vec<Change>,
}

/// Says what has changed from one manifest to another one. Package, version and places in the source
/// are not looked at; the words of schemas neither.
///
/// Compare what knows as much: two full manifests, or two of a build. Where only one of them has a
/// schema, that type needs care. [`Lock::compare`](crate::Lock::compare) leaves out what a lock does
/// not have.
///
/// ```
/// # use ntro_manifest::{Manifest, compare};
/// let manifest = Manifest::from_json(r#"{"manifest_version": 1, "runbooks": []}"#).unwrap();
/// assert!(compare(&manifest, &manifest).is_empty());
/// ```
#[must_use]
pub fn compare(old: &Manifest, new: &Manifest) -> Comparison {
    let mut found = Found::default();
    if old.task_queue != new.task_queue {
        found.push("task_queue", from_to(&old.task_queue, &new.task_queue), &rule::TASK_QUEUE_CHANGED);
    }
    external(&mut found, old, new);
    runbook::compare_all(&mut found, &old.runbooks, &new.runbooks);
    activity::compare_all(&mut found, &old.activities, &new.activities);
    let mut changes = found.changes;
    changes.sort();
    changes.dedup();
    Comparison { changes }
}

fn external(found: &mut Found, old: &Manifest, new: &Manifest) {
    for slug in old.external.iter().filter(|slug| !new.external.contains(slug)) {
        found.push("external", format!("{slug}: removed"), &rule::EXTERNAL_CHANGED);
    }
    for slug in new.external.iter().filter(|slug| !old.external.contains(slug)) {
        found.push("external", format!("{slug}: new"), &rule::EXTERNAL_CHANGED);
    }
}

impl Comparison {
    /// Whether nothing has changed.
    ///
    /// ```
    /// assert!(ntro_manifest::Comparison::default().is_empty());
    /// ```
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// The gravest class among the changes.
    ///
    /// ```
    /// assert_eq!(ntro_manifest::Comparison::default().worst(), None);
    /// ```
    #[must_use]
    pub fn worst(&self) -> Option<Class> {
        self.changes.iter().map(|change| change.class).min()
    }

    /// The changes of that class.
    ///
    /// ```
    /// use ntro_manifest::{Class, Comparison};
    ///
    /// assert_eq!(Comparison::default().of(Class::Breaking).count(), 0);
    /// ```
    pub fn of(&self, class: Class) -> impl Iterator<Item = &Change> {
        self.changes.iter().filter(move |change| change.class == class)
    }
}

impl fmt::Display for Class {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Breaking => "breaking",
            Self::NeedsCare => "needs care",
            Self::Compatible => "compatible",
        })
    }
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.what)
    }
}

/// The changes under a heading per class, each with its reason and remedy; nothing if there are none.
impl fmt::Display for Comparison {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for class in [Class::Breaking, Class::NeedsCare, Class::Compatible] {
            let count = self.of(class).count();
            if count > 0 {
                writeln!(f, "{class} ({count})")?;
            }
            for change in self.of(class) {
                writeln!(f, "  {change}\n    {}", change.why)?;
                if !change.remedy.is_empty() {
                    writeln!(f, "    → {}", change.remedy)?;
                }
            }
        }
        Ok(())
    }
}

/// What was found so far.
#[derive(Default)]
struct Found {
    changes: Vec<Change>,
}

impl Found {
    fn push(&mut self, place: &str, what: impl Into<String>, rule: &Rule) {
        self.changes.push(Change {
            class: rule.class,
            place: place.to_owned(),
            what: what.into(),
            rule: rule.name.to_owned(),
            why: rule.why.to_owned(),
            remedy: rule.remedy.to_owned(),
        });
    }

    /// As `push`, where the two differ.
    fn differs<T: PartialEq + fmt::Debug>(
        &mut self,
        place: &str,
        of: &str,
        old: &Option<T>,
        new: &Option<T>,
        rule: &Rule,
    ) {
        if old != new {
            self.push(place, format!("{of} {}", from_to(old, new)), rule);
        }
    }
}

fn from_to<T: fmt::Debug>(old: &Option<T>, new: &Option<T>) -> String {
    let shown = |value: &Option<T>| value.as_ref().map_or_else(|| "none".to_owned(), |it| format!("{it:?}"));
    format!("{} → {}", shown(old), shown(new))
}
