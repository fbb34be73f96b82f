//! The sheets of a session, on their way into the inbox.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use fund_session::Problem;

/// Copies the files into the inbox; their names there. Two of one name keep both.
pub(super) fn lay(files: &[PathBuf], inbox: &Path) -> Result<Vec<String>, Problem> {
    let mut names = BTreeSet::new();
    let mut laid = Vec::new();
    for file in files {
        let unreadable = |error| format!("cannot read {}: {error}; name a CSV or XLSX file", file.display());
        let source = file.canonicalize().map_err(unreadable)?;
        if !source.is_file() {
            return Err(format!("{} is no file; name a CSV or XLSX file", file.display()).into());
        }
        let own = source.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let numbered = (2_u32..).map(|number| format!("{number}-{own}"));
        let free = std::iter::once(own.clone()).chain(numbered).find(|name| !names.contains(name));
        let name = free.unwrap_or(own);
        let target = inbox.join(&name);
        // A file that is in the inbox already would be emptied by copying it onto itself.
        if target.canonicalize().ok().as_ref() != Some(&source) {
            std::fs::copy(&source, &target).map_err(|error| {
                format!("cannot copy {} into the inbox {}: {error}", file.display(), inbox.display())
            })?;
        }
        names.insert(name.clone());
        laid.push(name);
    }
    Ok(laid)
}
