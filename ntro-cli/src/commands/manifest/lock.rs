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
        None => Ok(ExitCode::SUCCESS),
        Some(sentence) => Err(Failure::failed(sentence)),
    }
}

/// Writes what is, and tells what that changes.
pub(super) fn accept(project: &Project, manifest: &Manifest, json: bool) -> Result<ExitCode, Failure> {
    let path = path(project);
    let old = read(&path)?;
    let known = match old.as_deref().map(Lock::parse) {
        Some(Err(error @ LockError::TooNew { .. })) => return Err(Failure::failed(error.to_string())),
        // One that a merge has broken is written anew.
        Some(Err(_)) | None => None,
        Some(Ok(lock)) => Some(lock),
    };
    let text = Lock::of(manifest).to_string();
    let written = old.as_deref() != Some(text.as_str());
    if written {
        fs::write(&path, &text)
            .map_err(|error| Failure::failed(format!("cannot write {}: {error}", path.display())))?;
    }
    let comparison = known.map(|lock| lock.compare(manifest)).unwrap_or_default();
    if json {
        let told = json!({ "path": path, "written": written, "changes": comparison.changes });
        output::say(&told.to_string());
        return Ok(ExitCode::SUCCESS);
    }
    tell(&comparison, json);
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
        Err(error) => Err(Failure::failed(format!("cannot read {}: {error}", path.display()))),
    }
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
