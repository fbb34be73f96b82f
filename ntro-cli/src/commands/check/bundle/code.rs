//! The package here, with which a bundle may disagree.

use ntro_manifest::bundle::differences;
use ntro_manifest::{FrontMatter, Manifest};

use crate::commands::check::bundle::report::{Issue, Report};
use crate::commands::check::configured;
use crate::failure::Failure;
use crate::project::{Project, Selection};

/// What the source of the package says; nothing if there is none here and none was named.
pub(super) fn manifest(selection: &Selection) -> Result<Option<Manifest>, Failure> {
    match Project::find(selection) {
        Ok(project) => Ok(Some(configured::read(project.directory())?.0.manifest)),
        Err(failure) if selection.is_explicit() => Err(failure),
        Err(_) => Ok(None),
    }
}

/// Reports where the front matter and the runbook of its slug disagree. A package that has no such
/// runbook is another one's.
pub(super) fn compare(front_matter: &FrontMatter, code: &Manifest, report: &mut Report) {
    if !code.runbooks.iter().any(|runbook| runbook.slug == front_matter.slug) {
        return;
    }
    for disagreement in differences(front_matter, code) {
        let message = format!(
            "{disagreement}; change one of them, or let `cargo ntro manifest --bundle` write what the code says"
        );
        report.error(Issue::new("CODE_DISAGREES", Some("runbook.md"), message));
    }
}
