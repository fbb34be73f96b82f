//! runbook.md: the code's part of its front matter, and what people have written beside it.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use ntro_manifest::manifest::Runbook;
use ntro_manifest::{FrontMatter, Manifest};
use serde_json::json;

use crate::failure::Failure;
use crate::output;

/// A file that is to be as the text says.
struct Bundle {
    path: PathBuf,
    text: String,
    is_new: bool,
}

/// Writes one per runbook. Nothing is written unless all of them can be.
pub(super) fn write(directory: &Path, manifest: &Manifest, json: bool) -> Result<ExitCode, Failure> {
    let bundles = manifest.runbooks.iter().map(|runbook| bundle(directory, manifest, runbook));
    let bundles = bundles.collect::<Result<Vec<_>, _>>()?;
    for Bundle { path, text, .. } in bundles.iter().filter(|bundle| bundle.is_new) {
        let made = path.parent().map_or(Ok(()), fs::create_dir_all);
        made.and_then(|()| fs::write(path, text))
            .map_err(|error| Failure::failed(format!("cannot write {}: {error}", path.display())))?;
    }
    for Bundle { path, is_new, .. } in &bundles {
        if json {
            output::say(&json!({ "path": path, "written": is_new }).to_string());
        } else {
            let what = if *is_new { "written" } else { "as it was" };
            output::say(&format!("{} is {what}", path.display()));
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn bundle(directory: &Path, manifest: &Manifest, runbook: &Runbook) -> Result<Bundle, Failure> {
    let path = directory.join(&runbook.slug).join("runbook.md");
    let existing = match fs::read_to_string(&path) {
        Ok(text) => Some(text),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(Failure::failed(format!("cannot read {}: {error}", path.display()))),
    };
    let text = FrontMatter::markdown(manifest, runbook, existing.as_deref());
    let text = text.map_err(|error| {
        Failure::failed(format!(
            "nothing is written, because the front matter of {} cannot be kept; mend it, or move the file away, \
             and try again: {error}",
            path.display()
        ))
    })?;
    let is_new = existing.as_deref() != Some(text.as_str());
    Ok(Bundle { path, text, is_new })
}
