//! Finding a program in a search path, as a shell does.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

/// The first executable file of this name in the search path.
pub(crate) fn find(search_path: &OsStr, program: &str) -> Option<PathBuf> {
    let file_name = format!("{program}{}", std::env::consts::EXE_SUFFIX);
    std::env::split_paths(search_path).map(|dir| dir.join(&file_name)).find(|path| is_executable(path))
}

#[cfg(unix)]
fn is_executable(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    path.metadata().is_ok_and(|found| found.is_file() && found.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_executable(path: &Path) -> bool {
    path.is_file()
}
