//! Python files read by Python: it knows its own grammar. What they say is parsed, never run.

use std::collections::BTreeMap;
use std::io;
use std::path::PathBuf;
use std::process::{Command, Output};

use serde::Deserialize;

use crate::failure::Failure;

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

/// What stands in a file, or why it is no Python.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum PythonFile {
    Wrong {
        error: String,
    },
    Module {
        /// The classes, with the last names of their decorators.
        classes: BTreeMap<String, Vec<Option<String>>>,
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

/// Has Python parse some files.
pub(super) fn inspect(files: &[PathBuf]) -> Result<Inspection, Failure> {
    let mut reason = "there is no Python on the PATH".to_owned();
    for name in NAMES {
        match run(name, files) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => reason = format!("`{name}` cannot be run: {error}"),
            Ok(output) => match said(name, &output)? {
                Said::Files { files } => return Ok(Inspection::Files(files)),
                Said::TooOld { too_old } => reason = format!("`{name}` is Python {too_old}"),
            },
        }
    }
    Ok(Inspection::NoPython(reason))
}

/// `-I`: nothing is imported from the directory in which it runs, which may be the bundle.
fn run(name: &str, files: &[PathBuf]) -> io::Result<Output> {
    Command::new(name).args(["-I", "-B", "-X", "utf8", "-c", SCRIPT]).args(files).output()
}

fn said(name: &str, output: &Output) -> Result<Said, Failure> {
    serde_json::from_slice(&output.stdout).map_err(|_| {
        let said = String::from_utf8_lossy(&output.stderr);
        let last = said.trim().lines().last().unwrap_or("it says nothing about it");
        Failure::failed(format!("`{name}` could not read the bundle ({}): {last}", output.status))
    })
}
