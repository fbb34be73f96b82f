//! A bundle directory of the Python package: what its own validator says, and what that one overlooks.
//!
//! The codes of that validator come in its order, each with its meaning; ours follow. Python code is
//! parsed by Python and never run.

mod code;
mod front_matter;
mod inspection;
mod report;
mod templates;

use std::path::Path;
use std::process::ExitCode;

use crate::failure::Failure;
use crate::output;
use crate::project::Selection;
use code::Code;
use report::{Issue, Report};

/// The path is not there, or is no directory.
const NO_DIRECTORY: u8 = 2;

pub(super) fn check(directory: &Path, selection: &Selection, as_json: bool) -> Result<ExitCode, Failure> {
    let mut report = Report::default();
    let there = is_there(directory, &mut report);
    if there {
        validate(directory, selection, &mut report)?;
    }
    output::say(&if as_json { report.json().to_string() } else { report.text() });
    Ok(match (there, report.errors.is_empty()) {
        (false, _) => ExitCode::from(NO_DIRECTORY),
        (true, true) => ExitCode::SUCCESS,
        (true, false) => ExitCode::FAILURE,
    })
}

fn is_there(directory: &Path, report: &mut Report) -> bool {
    let shown = directory.display();
    if !directory.exists() {
        report.error(Issue::new("RUNBOOK_DIR_NOT_FOUND", None, format!("there is no {shown}")));
    } else if !directory.is_dir() {
        report.error(Issue::new("RUNBOOK_DIR_NOT_A_DIR", None, format!("{shown} is no directory")));
    } else {
        return true;
    }
    false
}

fn validate(directory: &Path, selection: &Selection, report: &mut Report) -> Result<(), Failure> {
    let code = Code::read(selection)?;
    let runbook_md = front_matter::read(directory, code.manifest(), report);
    let slug = runbook_md.as_ref().and_then(|found| found.slug.as_deref());
    templates::check(directory, slug, report);
    // What that validator overlooks.
    if let Some(found) = &runbook_md {
        found.ours.iter().cloned().for_each(|issue| report.error(issue));
    }
    templates::check_package(directory, report);
    if let Some((found, slug)) = runbook_md.as_ref().zip(slug) {
        code.compare(&found.text, slug, report);
    }
    Ok(())
}
