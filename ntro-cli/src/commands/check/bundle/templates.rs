//! The Python files of a bundle.

use std::path::{Path, PathBuf};

use ntro_build::workflow_type;

use crate::commands::check::bundle::inspection::{Classes, Inspection, PythonFile, inspect};
use crate::commands::check::bundle::report::{Issue, Report};

/// A file of `templates/`, and the validator's codes for it.
struct File {
    path: &'static str,
    /// If it has to be there.
    missing: Option<&'static str>,
    import_error: &'static str,
}

const WORKFLOW: &str = "templates/workflow.py";

const FILES: [File; 3] = [
    File { path: WORKFLOW, missing: Some("WORKFLOW_PY_MISSING"), import_error: "WORKFLOW_PY_IMPORT_ERROR" },
    File {
        path: "templates/activities.py",
        missing: Some("ACTIVITIES_PY_MISSING"),
        import_error: "ACTIVITIES_PY_IMPORT_ERROR",
    },
    File { path: "templates/models.py", missing: None, import_error: "MODELS_PY_IMPORT_ERROR" },
];

/// Checks the files, and in the workflow's the class that the slug names.
pub(super) fn check(directory: &Path, slug: Option<&str>, report: &mut Report) {
    // A directory of that name is for Python to refuse.
    let there: Vec<&File> = FILES.iter().filter(|file| directory.join(file.path).exists()).collect();
    let paths: Vec<PathBuf> = there.iter().map(|file| directory.join(file.path)).collect();
    let inspected = if paths.is_empty() { Inspection::Files(Vec::new()) } else { inspect(&paths) };
    let mut found = match inspected {
        Inspection::Files(found) => found.into_iter(),
        Inspection::NoPython(reason) => {
            report.warning(skipped(&there, slug, &reason));
            Vec::new().into_iter()
        }
    };
    for file in &FILES {
        if directory.join(file.path).exists() {
            // Without Python there is nothing to say of it.
            found.next().into_iter().for_each(|said| check_file(file, &said, slug, report));
        } else if let Some(missing) = file.missing {
            report.error(Issue::new(missing, Some(file.path), "there is none; write it"));
        }
    }
}

/// Checks what makes a package of the directory: the loader imports it.
pub(super) fn check_package(directory: &Path, report: &mut Report) {
    const INIT: &str = "templates/__init__.py";
    if !directory.join(INIT).is_file() {
        let message = "there is none, and the worker's loader fails without it; write an empty file";
        report.error(Issue::new("TEMPLATES_INIT_MISSING", Some(INIT), message));
    }
}

fn skipped(there: &[&File], slug: Option<&str>, reason: &str) -> Issue {
    let mut codes: Vec<&str> = Vec::new();
    for file in there {
        codes.push(file.import_error);
        if file.path == WORKFLOW && slug.is_some() {
            codes.extend(["WORKFLOW_CLASS_NOT_FOUND", "WORKFLOW_DEFN_MISSING"]);
        }
    }
    let message = format!("{reason}; install Python 3.11 or newer to check {}", codes.join(", "));
    Issue::new("PYTHON_NOT_FOUND", None, message)
}

fn check_file(file: &File, said: &PythonFile, slug: Option<&str>, report: &mut Report) {
    match (said, slug) {
        (PythonFile::Wrong { error }, _) => {
            report.error(Issue::new(file.import_error, Some(file.path), error.clone()));
        }
        (PythonFile::Module { classes, other_names }, Some(slug)) if file.path == WORKFLOW => {
            check_class(slug, classes, other_names, report);
        }
        (PythonFile::Module { .. }, _) => {}
    }
}

/// Checks the class that the slug names. What other code makes of it is not run, so not known.
fn check_class(slug: &str, classes: &Classes, other_names: &[String], report: &mut Report) {
    let class = workflow_type(slug);
    let issue = |code, message| Issue::new(code, Some(WORKFLOW), message);
    let is_assigned = other_names.contains(&class);
    match classes.get(&class) {
        Some(decorators) if decorators.iter().flatten().any(|name| name == "defn") => {}
        Some(decorators) if is_assigned || !decorators.is_empty() => {
            let message = format!(
                "class `{class}` has no `@runbook.defn` and no `@workflow.defn` of its own; whether the code that \
                 decorates or assigns it gives it one was not looked at"
            );
            report.warning(issue("WORKFLOW_CLASS_NOT_SEEN", message));
        }
        Some(_) => {
            let message =
                format!("class `{class}` has no `@runbook.defn` and no `@workflow.defn`; write one above it");
            report.error(issue("WORKFLOW_DEFN_MISSING", message));
        }
        None if is_assigned || other_names.iter().any(|name| name == "*") => {
            let message = format!("class `{class}` comes from elsewhere and was not looked at");
            report.warning(issue("WORKFLOW_CLASS_NOT_SEEN", message));
        }
        None => {
            let message = format!("there is no class `{class}`, which the slug `{slug}` stands for");
            report.error(issue("WORKFLOW_CLASS_NOT_FOUND", message));
        }
    }
}
