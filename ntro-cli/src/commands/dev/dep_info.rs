//! What Cargo says that an executable was built from: the file beside it that is for Make.

use std::path::{Path, PathBuf};

/// The files, and the directories that a build script asked to be watched. None where Cargo has not said so.
pub(super) fn read(executable: &Path) -> Vec<PathBuf> {
    std::fs::read_to_string(executable.with_extension("d")).map(|text| listed(&text)).unwrap_or_default()
}

/// `target: file file`, with a backslash before each space of a name.
fn listed(text: &str) -> Vec<PathBuf> {
    let files = text.lines().next().and_then(|line| line.split_once(": ")).map_or("", |(_, files)| files);
    let mut listed = Vec::new();
    let mut name = String::new();
    for part in files.split(' ') {
        match part.strip_suffix('\\') {
            Some(beginning) => name.extend([beginning, " "]),
            None => listed.push(PathBuf::from(std::mem::take(&mut name) + part)),
        }
    }
    listed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_may_have_spaces() {
        let text = "/t/debug/close: /w/close/src/main.rs /w/close/chart\\ of\\ accounts.csv /w/migrations\n";
        let expected = ["/w/close/src/main.rs", "/w/close/chart of accounts.csv", "/w/migrations"];
        assert_eq!(listed(text), expected.map(PathBuf::from));
        assert!(read(Path::new("/nowhere/close")).is_empty());
    }
}
