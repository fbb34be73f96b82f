//! The source of a package: what is found in it, as text and as JSON.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use ntro_build::Reading;
use ntro_build::lint::{self, Finding, Rule};
use serde_json::{Value, json};

use crate::commands::check::configured;
use crate::failure::Failure;
use crate::output;
use crate::project::{Project, Selection};

/// What no rule sees, whatever its name.
const UNSEEN: &str = "The source was read, not compiled: what macros of your own write, what free functions and other \
                      crates do, and types are not seen. `--json` and docs/cli.md say it rule by rule.";

pub(super) fn check(selection: &Selection, as_json: bool) -> Result<ExitCode, Failure> {
    let project = Project::find(selection)?;
    let (reading, cfg) = configured::read(project.directory())?;
    let findings = lint::check(&reading, &cfg);
    if as_json {
        output::say(&json(&project, &reading, &findings).to_string());
    } else {
        show(&project, &reading, &findings);
    }
    Ok(if findings.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn show(project: &Project, reading: &Reading, findings: &[Finding]) {
    let prefix = from_here(project.directory());
    for finding in findings {
        let file = prefix.join(&finding.file).display().to_string();
        output::say(&format!("{}\n", Finding { file, ..finding.clone() }));
    }
    let (runbooks, files) = (reading.manifest.runbooks.len(), reading.scan.files.len());
    let looked_at = format!(
        "{} in {} of package `{}`",
        counted(runbooks, "runbook"),
        counted(files, "file"),
        project.name()
    );
    let found = match findings.len() {
        0 => "nothing was found".to_owned(),
        some => format!("{} found", counted(some, "problem")),
    };
    output::say(&format!("{looked_at}: {found}.\n{UNSEEN}"));
}

/// A directory as one writes it here.
fn from_here(directory: &Path) -> PathBuf {
    let here = std::env::current_dir().and_then(|here| here.canonicalize());
    let inside = here.ok().and_then(|here| directory.strip_prefix(here).ok().map(Path::to_owned));
    inside.unwrap_or_else(|| directory.to_owned())
}

fn counted(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}

fn json(project: &Project, reading: &Reading, findings: &[Finding]) -> Value {
    let unseen: BTreeMap<&str, &str> = Rule::ALL.iter().map(|rule| (rule.name(), rule.unseen())).collect();
    json!({
        "ok": findings.is_empty(),
        "package": project.name(),
        "directory": project.directory(),
        "runbooks": reading.manifest.runbooks.len(),
        "files": reading.scan.files.len(),
        "findings": findings.iter().map(finding).collect::<Vec<_>>(),
        "unseen": unseen,
    })
}

fn finding(finding: &Finding) -> Value {
    let Finding { file, line, column, rule, what, why, remedy } = finding;
    json!({
        "rule": rule.name(),
        "file": file,
        "line": line,
        "column": column,
        "what": what,
        "why": why,
        "remedy": remedy,
    })
}
