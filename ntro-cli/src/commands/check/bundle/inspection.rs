//! Python files read by Python: it knows its own grammar. What they say is parsed, never run.

use std::collections::BTreeMap;
use std::io;
use std::path::PathBuf;
use std::process::{Command, Output};

use serde::Deserialize;

const SCRIPT: &str = include_str!("inspect.py");

/// What Python is called; the second is its name on Windows.
const NAMES: [&str; 2] = ["python3", "python"];

/// What came of it.
pub(super) enum Inspection {
    /// One for each file, in order.
    Files(Vec<PythonFile>),
    /// There is no Python that could, for this reason.
    NoPython(String),
}

/// The classes of a file, each with the last names of its decorators.
pub(super) type Classes = BTreeMap<String, Vec<Option<String>>>;

/// What stands in a file, or why it is no Python.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum PythonFile {
    Wrong {
        error: String,
    },
    Module {
        classes: Classes,
        /// What else has a name: what is imported or assigned.
        other_names: Vec<String>,
    },
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Said {
    TooOld { too_old: String },
    Files { files: Vec<PythonFile> },
}

/// Has Python parse some files. A program of its name that does not answer is none, such as one that only
/// looks for a version that is not installed.
pub(super) fn inspect(files: &[PathBuf]) -> Inspection {
    let mut reason = "there is no Python on the PATH".to_owned();
    for name in NAMES {
        match run(name, files) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => reason = format!("`{name}` cannot be run: {error}"),
            Ok(output) => match serde_json::from_slice(&output.stdout) {
                Ok(Said::Files { files }) => return Inspection::Files(files),
                Ok(Said::TooOld { too_old }) => reason = format!("`{name}` is Python {too_old}"),
                Err(_) => reason = gave_no_answer(name, &output),
            },
        }
    }
    Inspection::NoPython(reason)
}

/// `-I`: nothing is imported from the directory in which it runs, which may be the bundle.
fn run(name: &str, files: &[PathBuf]) -> io::Result<Output> {
    Command::new(name).args(["-I", "-B", "-X", "utf8", "-c", SCRIPT]).args(files).output()
}

fn gave_no_answer(name: &str, output: &Output) -> String {
    let said = String::from_utf8_lossy(&output.stderr);
    let last = said.trim().lines().last().map_or_else(String::new, |line| format!(": {line}"));
    format!("`{name}` does not work ({}){last}", output.status)
}
