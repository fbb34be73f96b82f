//! Fake programs: shell scripts with a given text.

use std::io::{self, Write};
use std::path::Path;
use std::process::{Command, Stdio};

/// Writes an executable script. Another process does the writing: a file that this one has open
/// for writing, and another thread's fork has inherited, cannot be executed.
pub(crate) fn script(path: &Path, text: &str) -> io::Result<()> {
    let write = "mkdir -p \"$(dirname \"$1\")\" && cat > \"$1\" && chmod +x \"$1\"";
    let mut writer = Command::new("sh").args(["-c", write, "sh"]).arg(path).stdin(Stdio::piped()).spawn()?;
    if let Some(mut stdin) = writer.stdin.take() {
        write!(stdin, "#!/bin/sh\n{text}\n")?;
    }
    match writer.wait()?.success() {
        true => Ok(()),
        false => Err(io::Error::other(format!("cannot write {}", path.display()))),
    }
}
