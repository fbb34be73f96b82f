//! The front matter: under the validator's codes what that one finds, under ours the rest.

use std::fs;
use std::path::Path;

use ntro_manifest::bundle::{FaultKind, FieldFault, FrontMatterError};
use ntro_manifest::{FrontMatter, Manifest};

use crate::commands::check::bundle::report::{Issue, Report};

const FILE: Option<&str> = Some("runbook.md");

/// The fields that the validator requires.
const REQUIRED: [&str; 5] = ["slug", "name", "version", "state", "author"];

/// What a `runbook.md` says.
pub(super) struct RunbookMd {
    /// The slug, whatever else is wrong.
    pub(super) slug: Option<String>,
    /// The text.
    pub(super) text: String,
    /// What the validator overlooks.
    pub(super) ours: Vec<Issue>,
}

/// Reads the front matter. A screen component that the code names is known as well.
pub(super) fn read(directory: &Path, code: Option<&Manifest>, report: &mut Report) -> Option<RunbookMd> {
    let path = directory.join("runbook.md");
    if !path.exists() {
        let message = "there is none; write it, or let `cargo ntro manifest --bundle` do so";
        report.error(Issue::new("RUNBOOK_MD_MISSING", FILE, message));
        return None;
    }
    let text = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) => {
            report.error(Issue::new("FRONTMATTER_PARSE_ERROR", FILE, format!("it cannot be read: {error}")));
            return None;
        }
    };
    let slug = FrontMatter::slug_in(&text);
    let parsed = match code {
        Some(manifest) => FrontMatter::parse_for(&text, manifest),
        None => FrontMatter::parse(&text),
    };
    let ours = parsed.err().map_or_else(Vec::new, |error| complain(error, report));
    Some(RunbookMd { slug, text, ours })
}

/// Reports what the validator has codes for, and gives the rest.
fn complain(error: FrontMatterError, report: &mut Report) -> Vec<Issue> {
    let code = match &error {
        FrontMatterError::Missing | FrontMatterError::Empty | FrontMatterError::ByteOrderMark => {
            "FRONTMATTER_MISSING"
        }
        FrontMatterError::NotMapping { .. } => "FRONTMATTER_NOT_MAPPING",
        FrontMatterError::Fields(faults) => {
            let (theirs, ours): (Vec<&FieldFault>, Vec<&FieldFault>) =
                faults.iter().partition(|fault| is_required(fault));
            let missing =
                |fault: &FieldFault| Issue::new("FRONTMATTER_FIELD_MISSING", FILE, fault.to_string());
            theirs.into_iter().for_each(|fault| report.error(missing(fault)));
            return ours.into_iter().map(of_fault).collect();
        }
        _ => "FRONTMATTER_PARSE_ERROR",
    };
    report.error(Issue::new(code, FILE, error.to_string()));
    Vec::new()
}

fn is_required(fault: &FieldFault) -> bool {
    matches!(fault.kind, FaultKind::Missing | FaultKind::Blank) && REQUIRED.contains(&fault.field.as_str())
}

fn of_fault(fault: &FieldFault) -> Issue {
    let code = match fault.kind {
        FaultKind::Duplicate => "STEP_ID_DUPLICATE",
        FaultKind::UnknownComponent => "COMPONENT_UNKNOWN",
        FaultKind::WrongType => "FRONTMATTER_FIELD_WRONG_TYPE",
        FaultKind::Blank => "FRONTMATTER_FIELD_BLANK",
        FaultKind::Missing => "STEP_FIELD_MISSING",
        _ => "FRONTMATTER_FIELD_INVALID",
    };
    Issue::new(code, FILE, fault.to_string())
}
