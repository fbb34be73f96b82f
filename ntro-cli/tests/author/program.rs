//! The program, and what it did.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

/// The repository that the program and the crates are from.
pub(crate) fn checkout() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("it is a member of a workspace")
}

/// Where this test was built: the crates of the tests go there too, so that what they depend on is built
/// once for all of them.
pub(crate) fn target() -> PathBuf {
    let program = Path::new(env!("CARGO_BIN_EXE_cargo-ntro"));
    program.ancestors().nth(2).expect("it is in a directory of a profile").to_owned()
}

/// What the program did.
#[derive(Debug)]
pub(crate) struct Said {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Said {
    /// What it printed, of a program that went well.
    pub(crate) fn well(self) -> String {
        assert_eq!(self.code, Some(0), "{self:?}");
        self.stdout
    }

    /// What it printed, as JSON.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error} in {self:?}"))
    }

    /// The exit status and the one complaint, below what Cargo and the worker wrote.
    pub(crate) fn complaint(&self) -> (i32, &str) {
        let complaints: Vec<&str> =
            self.stderr.lines().filter_map(|line| line.strip_prefix("ntro: ")).collect();
        assert_eq!(complaints.len(), 1, "{self:?}");
        (self.code.expect("it ended by itself"), complaints[0])
    }
}

/// `cargo ntro` with these arguments, in that directory.
pub(crate) fn ntro(directory: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-ntro"));
    command.arg("ntro").args(arguments);
    surroundings(&mut command, directory);
    command
}

/// `cargo` with these arguments, in that directory.
pub(crate) fn cargo(directory: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO"));
    command.args(arguments);
    surroundings(&mut command, directory);
    command
}

/// As at a shell: nothing of what Cargo tells a test of its package. Nothing is fetched, and no server is
/// meant but the one of the command.
fn surroundings(command: &mut Command, directory: &Path) {
    command.current_dir(directory).stdin(Stdio::null());
    command.env("CARGO_TARGET_DIR", target()).env("CARGO_NET_OFFLINE", "true").env("NO_COLOR", "1");
    for (name, _) in std::env::vars_os() {
        if ["CARGO_PKG_", "CARGO_MANIFEST_"].iter().any(|prefix| name.to_string_lossy().starts_with(prefix)) {
            command.env_remove(name);
        }
    }
    for name in ["TEMPORAL_ADDRESS", "TEMPORAL_NAMESPACE", "TEMPORAL_PROFILE", "NTRO_TASK_QUEUE", "RUST_LOG"]
    {
        command.env_remove(name);
    }
}

/// Runs it to its end.
pub(crate) fn said(mut command: Command) -> Said {
    let output = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    Said { code: output.status.code(), stdout: text(&output.stdout), stderr: text(&output.stderr) }
}
