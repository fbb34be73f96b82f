//! The package here, with which a bundle may disagree.

use ntro_build::Reading;
use ntro_manifest::bundle::{Disagreement, differences};
use ntro_manifest::{FrontMatter, Manifest};

use crate::commands::check::bundle::report::{Issue, Report};
use crate::commands::check::configured;
use crate::failure::Failure;
use crate::project::{Project, Selection};

const FILE: Option<&str> = Some("runbook.md");

/// The package with which a bundle is compared.
pub(super) struct Code {
    source: Source,
    /// Somebody named it, so it must have the runbook.
    is_named: bool,
}

enum Source {
    Read(Box<Reading>),
    /// There is one, and this is why it was not read.
    NotRead(String),
    /// There is none here.
    Nowhere,
}

impl Code {
    /// What the source of the package says.
    pub(super) fn read(selection: &Selection) -> Result<Self, Failure> {
        let is_named = selection.is_explicit();
        let read = |project: Project| configured::read(project.directory());
        let source = match Project::find_if_any(selection).and_then(|found| found.map(read).transpose()) {
            Ok(Some((reading, _))) => Source::Read(Box::new(reading)),
            Ok(None) => Source::Nowhere,
            Err(failure) if is_named => return Err(failure),
            Err(failure) => Source::NotRead(failure.to_string()),
        };
        Ok(Self { source, is_named })
    }

    pub(super) fn manifest(&self) -> Option<&Manifest> {
        match &self.source {
            Source::Read(reading) => Some(&reading.manifest),
            Source::NotRead(_) | Source::Nowhere => None,
        }
    }

    /// Reports where a front matter with that slug and the runbook of that slug disagree, or why they were
    /// not compared.
    pub(super) fn compare(&self, text: &str, slug: &str, report: &mut Report) {
        let reason = match &self.source {
            Source::Read(reading) => match FrontMatter::sound_part(text, &reading.manifest) {
                Some(front_matter) => return compare(front_matter, reading, report),
                None => self.without_runbook(reading, slug),
            },
            Source::NotRead(reason) => Some(reason.clone()),
            Source::Nowhere => None,
        };
        let not_compared = |reason| Issue::new("CODE_NOT_COMPARED", FILE, reason);
        match reason.map(not_compared) {
            Some(issue) if self.is_named => report.error(issue),
            Some(issue) => report.warning(issue),
            None => {}
        }
    }

    /// Why there is no runbook of that slug; nothing where nobody expects one.
    fn without_runbook(&self, reading: &Reading, slug: &str) -> Option<String> {
        let package = &reading.package.about.name;
        if !(reading.mistakes.is_empty() && reading.scan.problems.is_empty()) {
            return Some(format!(
                "package `{package}` has mistakes, and no runbook `{slug}` among what could be read; mend what \
                 `cargo ntro check` names"
            ));
        }
        let slugs: Vec<String> =
            reading.manifest.runbooks.iter().map(|runbook| format!("`{}`", runbook.slug)).collect();
        let has = if slugs.is_empty() { "none".to_owned() } else { slugs.join(", ") };
        (self.is_named || !slugs.is_empty()).then(|| {
            format!(
                "package `{package}` has no runbook `{slug}`, it has {has}; mend the slug, or name the package of \
                 the runbook with --manifest-path or --package"
            )
        })
    }
}

fn compare(mut front_matter: FrontMatter, reading: &Reading, report: &mut Report) {
    activities(&mut front_matter, reading, report);
    for disagreement in differences(&front_matter, &reading.manifest) {
        let remedy = remedy(&disagreement);
        report.error(Issue::new("CODE_DISAGREES", FILE, format!("{disagreement}; {remedy}")));
    }
}

fn remedy(disagreement: &Disagreement) -> &'static str {
    match disagreement.code {
        Some(_) => "change one of them, or let `cargo ntro manifest --bundle` write what the code says",
        None => "take it out of runbook.md, or write it in the code",
    }
}

/// Takes the activities out, which may be those of packages that were not read.
fn activities(front_matter: &mut FrontMatter, reading: &Reading, report: &mut Report) {
    let is_known = |name: &String| reading.manifest.activities.iter().any(|activity| activity.name == *name);
    for step in &mut front_matter.steps {
        let Some(name) = step.activity.take().filter(|name| !is_known(name)) else { continue };
        let message = format!(
            "steps.{}.activity: package `{}` has no activity `{name}`, and the packages that it depends on were \
             not looked at; mend the name, unless one of them has it",
            step.id, reading.package.about.name
        );
        report.warning(Issue::new("ACTIVITY_NOT_SEEN", FILE, message));
    }
}
