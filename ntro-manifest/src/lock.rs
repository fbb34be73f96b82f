//! The lock: what was agreed on, checked in, and read by people in reviews.

use std::fmt;

use serde_json::Value;

use crate::compare::{Comparison, compare};
use crate::manifest::{Manifest, ManifestError, Runbook, Source, Step, pretty};
use crate::schema::essence;

#[cfg(test)]
mod tests;

/// The lock's file name; it stands beside the package's `Cargo.toml`.
pub const FILE_NAME: &str = "manifest.lock";

const HEADER: &str = "\
# What runs in flight, screens and other programs rely on in the runbooks of this package.
# Written by `cargo ntro manifest --accept`, compared by `cargo ntro manifest --check`. Read its
# difference in a review like that of a public interface; do not edit it.
";

/// What of a manifest others rely on: slugs, types, steps in their order, gates, payload schemas,
/// handlers, activities, children. Without what may change freely: places in the source, docs, the
/// package and its version, the listing, the words in schemas, and the order of handlers.
///
/// ```
/// use ntro_manifest::{Lock, Manifest};
///
/// let manifest = Manifest::from_json(r#"{"manifest_version": 1, "runbooks": [
///     {"slug": "month-end", "workflow_type": "MonthEndWorkflow", "docs": "Closes a month.", "steps": []}
/// ]}"#).unwrap();
/// let lock = Lock::of(&manifest);
/// let text = lock.to_string();
/// assert!(text.starts_with("# ") && !text.contains("Closes a month."));
/// assert_eq!(Lock::parse(&text).unwrap(), lock);
/// assert!(lock.compare(&manifest).is_empty());
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Lock {
    manifest: Manifest,
}

/// Why a text is no lock.
///
/// ```
/// use ntro_manifest::{Lock, LockError};
///
/// assert!(matches!(Lock::parse("# nothing\n"), Err(LockError::Syntax(_))));
/// ```
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LockError {
    /// There is no JSON below the header; a merge may have left its marks in it.
    #[error(
        "manifest.lock cannot be read: {0}; if a merge left its marks, run `cargo ntro manifest --accept` \
         and read the difference"
    )]
    Syntax(serde_json::Error),
    /// A later version of this crate wrote it.
    #[error(
        "manifest.lock has version {found}, and this program knows versions up to {}; update the program",
        crate::manifest::MANIFEST_VERSION
    )]
    TooNew {
        /// The version that it says.
        found: u64,
    },
    /// It is JSON of another shape.
    #[error(
        "manifest.lock does not fit: {0}; take it from version control again, or write it by \
         `cargo ntro manifest --accept`"
    )]
    Shape(String),
}

impl Lock {
    /// What others rely on in that manifest. Take the full one, of the worker: without schemas every
    /// change of a type needs care.
    ///
    /// ```
    /// # use ntro_manifest::{Lock, Manifest};
    /// let manifest = Manifest::from_json(r#"{"manifest_version": 1, "runbooks": []}"#).unwrap();
    /// assert!(Lock::of(&manifest).manifest().runbooks.is_empty());
    /// ```
    #[must_use]
    pub fn of(manifest: &Manifest) -> Self {
        let mut manifest = manifest.clone();
        manifest.package = None;
        manifest.runbooks.iter_mut().for_each(reduce_runbook);
        manifest.runbooks.sort_by(|one, other| one.slug.cmp(&other.slug));
        manifest.activities.iter_mut().for_each(|activity| activity.docs = None);
        manifest.activities.sort_by(|one, other| one.name.cmp(&other.name));
        manifest.external.sort();
        manifest.external.dedup();
        manifest.each_schema(&mut |schema| *schema = essence(schema));
        Self { manifest }
    }

    /// Reads a lock.
    ///
    /// # Errors
    /// [`LockError`] if it is broken or a later version wrote it.
    ///
    /// ```
    /// # use ntro_manifest::{Lock, LockError};
    /// let text = "# header\n{\"manifest_version\": 2, \"runbooks\": []}\n";
    /// assert!(matches!(Lock::parse(text), Err(LockError::TooNew { found: 2 })));
    /// ```
    pub fn parse(text: &str) -> Result<Self, LockError> {
        // Header lines are kept as empty ones, so that an error names the line of the file. Some editors
        // put a byte order mark before them.
        let lines = text.trim_start_matches('\u{feff}').lines();
        let lines = lines.map(|line| if line.starts_with('#') { "" } else { line });
        let json = lines.collect::<Vec<_>>().join("\n");
        let value: Value = serde_json::from_str(&json).map_err(LockError::Syntax)?;
        let manifest = Manifest::from_value(value).map_err(|error| match error {
            ManifestError::Syntax(error) => LockError::Syntax(error),
            ManifestError::NoVersion => {
                LockError::Shape("it has no number from 1 as its `manifest_version`".into())
            }
            ManifestError::TooNew { found } => LockError::TooNew { found },
            ManifestError::Shape { path, message } => LockError::Shape(format!("at {path}: {message}")),
        })?;
        Ok(Self::of(&manifest))
    }

    /// What has become different since: of what the lock has, in that manifest.
    ///
    /// ```
    /// # use ntro_manifest::{Class, Lock, Manifest};
    /// let json = r#"{"manifest_version": 1, "runbooks": [
    ///     {"slug": "close", "workflow_type": "CloseWorkflow", "steps": []}]}"#;
    /// let lock = Lock::of(&Manifest::from_json(json).unwrap());
    /// let now = Manifest::from_json(r#"{"manifest_version": 1, "runbooks": []}"#).unwrap();
    /// assert_eq!(lock.compare(&now).worst(), Some(Class::Breaking));
    /// ```
    #[must_use]
    pub fn compare(&self, manifest: &Manifest) -> Comparison {
        compare(&self.manifest, &Self::of(manifest).manifest)
    }

    /// The facts in the lock, as a manifest.
    ///
    /// ```
    /// # use ntro_manifest::Lock;
    /// let lock = Lock::parse(r#"{"manifest_version": 1, "runbooks": []}"#).unwrap();
    /// assert_eq!(lock.manifest().manifest_version, 1);
    /// ```
    #[must_use]
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }
}

/// The text of the file.
impl fmt::Display for Lock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{HEADER}{}", pretty(&self.manifest))
    }
}

fn reduce_runbook(runbook: &mut Runbook) {
    runbook.docs = None;
    runbook.source = None;
    runbook.listing = None;
    runbook.bundle = None;
    runbook.steps.iter_mut().for_each(reduce_step);
    for handlers in [&mut runbook.signals, &mut runbook.queries, &mut runbook.updates] {
        handlers.iter_mut().for_each(|handler| handler.docs = None);
        handlers.sort_by(|one, other| one.name.cmp(&other.name));
    }
    for child in &mut runbook.children {
        (child.source, child.allowed) = (Source::default(), false);
        if child.slug.is_some() {
            // How a known slug is written is the author's affair.
            child.expression = None;
        }
    }
    runbook.children.sort_by(|one, other| {
        (&one.slug, &one.expression, one.elsewhere).cmp(&(&other.slug, &other.expression, other.elsewhere))
    });
    runbook.children.dedup();
}

fn reduce_step(step: &mut Step) {
    step.docs = None;
    step.source = None;
    step.gates.iter_mut().for_each(|gate| {
        gate.answers.sort();
        gate.answers.dedup();
    });
}
