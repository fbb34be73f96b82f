//! What a process wrote, kept for the error message that may need it.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};

use tempfile::NamedTempFile;

const TAIL_BYTES: u64 = 8 * 1024;
const TAIL_LINES: usize = 20;

/// The captured output of a process, in a file without a name.
///
/// A file needs nobody to drain it, so the process runs on when the async runtime that started
/// it is gone; without a name, no crash can leave it behind.
#[derive(Debug)]
pub(crate) struct Output {
    reader: File,
}

impl Output {
    /// The captured output and the file for the process to write to.
    pub(crate) fn capture() -> io::Result<(Self, File)> {
        let file = NamedTempFile::new()?;
        let reader = file.reopen()?;
        Ok((Self { reader }, file.into_file()))
    }

    /// The last lines so far.
    pub(crate) fn tail(&self) -> String {
        match self.last_bytes() {
            Ok(bytes) => last_lines(&String::from_utf8_lossy(&bytes)),
            Err(error) => format!("(its output cannot be read: {error})"),
        }
    }

    fn last_bytes(&self) -> io::Result<Vec<u8>> {
        let mut reader = &self.reader;
        let length = reader.seek(SeekFrom::End(0))?;
        reader.seek(SeekFrom::Start(length.saturating_sub(TAIL_BYTES)))?;
        let mut bytes = Vec::new();
        reader.take(TAIL_BYTES).read_to_end(&mut bytes)?;
        Ok(bytes)
    }
}

fn last_lines(text: &str) -> String {
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    if lines.is_empty() {
        return "(no output)".to_owned();
    }
    lines[lines.len().saturating_sub(TAIL_LINES)..].join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    #[test]
    fn keeps_the_last_lines_of_a_long_output() -> io::Result<()> {
        let (output, mut file) = Output::capture()?;
        for number in 0..5000 {
            writeln!(file, "line {number}")?;
        }
        let tail = output.tail();
        assert_eq!(tail.lines().count(), TAIL_LINES);
        assert!(tail.ends_with("line 4999"), "{tail}");
        Ok(())
    }

    #[test]
    fn says_so_when_there_is_none() -> io::Result<()> {
        let (output, _file) = Output::capture()?;
        assert_eq!(output.tail(), "(no output)");
        Ok(())
    }
}
