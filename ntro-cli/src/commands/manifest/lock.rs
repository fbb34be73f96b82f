//! manifest.lock: compared, and written.

use std::fs;
use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use ntro_manifest::lock::FILE_NAME;
use ntro_manifest::{Class, Comparison, Lock, LockError, Manifest};
use serde_json::json;

use crate::failure::Failure;
use crate::output;
use crate::project::Project;

/// Fails if anything differs, what nobody would notice as well: a lock that is behind hides the next
/// change.
pub(super) fn check(project: &Project, manifest: &Manifest, json: bool) -> Result<ExitCode, Failure> {
    let path = path(project);
    let Some(text) = read(&path)? else {
        return Err(Failure::failed(format!(
            "there is no {}; write it with `cargo ntro manifest --accept` and check it in",
            path.display()
        )));
    };
    let lock = Lock::parse(&text).map_err(|error| Failure::failed(error.to_string()))?;
    let comparison = lock.compare(manifest);
    tell(&comparison, json);
    match verdict(&comparison) {
        Some(sentence) => Err(Failure::failed(sentence)),
        None if !is_same(&text, &Lock::of(manifest).to_string()) => Err(Failure::failed(format!(
            "{} says what others rely on, and not as it is written now, so that the next change of it would \
             show more than what changed; write it anew with `cargo ntro manifest --accept`",
            path.display()
        ))),
        None => Ok(ExitCode::SUCCESS),
    }
}

/// Writes what is, and tells what that changes.
pub(super) fn accept(project: &Project, manifest: &Manifest, json: bool) -> Result<ExitCode, Failure> {
    let path = path(project);
    let old = read(&path)?;
    let comparison = match old.as_deref().map(Lock::parse) {
        Some(Err(error @ LockError::TooNew { .. })) => return Err(Failure::failed(error.to_string())),
        // One that a merge has broken is written anew.
        Some(Err(_)) => None,
        Some(Ok(lock)) => Some(lock.compare(manifest)),
        None => Some(Comparison::default()),
    };
    let text = Lock::of(manifest).to_string();
    let written = !old.is_some_and(|old| is_same(&old, &text));
    if written {
        fs::write(&path, &text)
            .map_err(|error| Failure::failed(format!("cannot write {}: {error}", path.display())))?;
    }
    if json {
        let changes = comparison.map(|comparison| comparison.changes);
        output::say(&json!({ "path": path, "written": written, "changes": changes }).to_string());
        return Ok(ExitCode::SUCCESS);
    }
    match comparison {
        Some(comparison) => tell(&comparison, json),
        None => output::say("the old one could not be read, so nothing was compared"),
    }
    let what = if written { "written; check it in" } else { "as it was" };
    output::say(&format!("{} is {what}", path.display()));
    Ok(ExitCode::SUCCESS)
}

fn path(project: &Project) -> PathBuf {
    project.directory().join(FILE_NAME)
}

fn read(path: &PathBuf) -> Result<Option<String>, Failure> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Failure::failed(format!(
            "cannot read {}: {error}; take it from version control again, or remove it and write it with \
             `cargo ntro manifest --accept`",
            path.display()
        ))),
    }
}

/// Version control may have given the lines the ends of another system.
fn is_same(old: &str, text: &str) -> bool {
    old.replace("\r\n", "\n") == text
}

fn tell(comparison: &Comparison, json: bool) {
    if json {
        let told = json!({ "worst": comparison.worst(), "changes": comparison.changes });
        output::say(&told.to_string());
    } else if !comparison.is_empty() {
        output::say(comparison.to_string().trim_end());
    }
}

/// What the differences come to, in one sentence; `None` if there are none.
fn verdict(comparison: &Comparison) -> Option<String> {
    let worst = comparison.worst()?;
    let counts = [Class::Breaking, Class::NeedsCare, Class::Compatible].map(|class| {
        let count = comparison.of(class).count();
        (count > 0).then(|| format!("{count} {class}"))
    });
    let counts = counts.into_iter().flatten().collect::<Vec<_>>().join(", ");
    let remedy = match worst {
        Class::Breaking => {
            "take back what is breaking, or wait until no open run, screen or program relies on it and \
             accept it with `cargo ntro manifest --accept`"
        }
        Class::NeedsCare => "look at each, and accept them with `cargo ntro manifest --accept`",
        Class::Compatible => "accept them with `cargo ntro manifest --accept`",
    };
    Some(format!("the runbooks differ from {FILE_NAME} ({counts}); {remedy}"))
}
