//! The machine's own pip, which fetches and verifies.

use std::ffi::OsStr;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use crate::output::Output;
use crate::probe;
use crate::search_path;
use crate::tether::Tether;

/// A Python on a cold disk takes its time.
const LIMIT: Duration = Duration::from_secs(60);

/// The ways to call pip, in order of trust: `python3 -m pip` belongs to the Python that runs.
const COMMANDS: [(&str, &[&str]); 3] = [("python3", &["-m", "pip"]), ("pip3", &[]), ("pip", &[])];

/// A pip that answers.
#[derive(Debug)]
pub(crate) struct Pip {
    program: PathBuf,
    leading: &'static [&'static str],
    /// What it says about itself: two commands that say the same are the same pip.
    identity: String,
}

impl Pip {
    /// Every distinct pip on the search path.
    pub(crate) async fn find_all(search_path: &OsStr) -> Vec<Self> {
        let mut found: Vec<Self> = Vec::new();
        for (name, leading) in COMMANDS {
            let Some(program) = search_path::find(search_path, name) else {
                continue;
            };
            let args = leading.iter().chain(&["--version"]);
            match probe::run(&program, args, LIMIT).await {
                Ok(identity) if found.iter().any(|pip| pip.identity == identity) => {}
                Ok(identity) => found.push(Self { program, leading, identity }),
                Err(reason) => tracing::debug!(program = %program.display(), "no pip: {reason}"),
            }
        }
        found
    }

    /// What it says about itself, in one line.
    pub(crate) fn identity(&self) -> &str {
        self.identity.trim()
    }

    /// Installs what the requirements name, and only with the hashes they pin, into the target.
    ///
    /// An installation into a target directory is outside of what an externally managed Python
    /// forbids, needs no virtual environment, and keeps the executable bit.
    pub(crate) async fn install(&self, requirements: &Path, target: &Path) -> io::Result<()> {
        let mut command = probe::command(&self.program);
        command.args(self.leading).args(["install", "--require-hashes", "--no-deps"]);
        command.args(["--only-binary", ":all:", "--requirement"]).arg(requirements);
        command.arg("--target").arg(target);
        // Settings of the user that would refuse or bend an installation into a directory.
        command.env("PIP_USER", "0").env("PIP_REQUIRE_VIRTUALENV", "0").env("PIP_NO_INPUT", "1");
        command.env("PIP_ROOT_USER_ACTION", "ignore").env("PIP_DISABLE_PIP_VERSION_CHECK", "1");

        let (output, file) = Output::capture()?;
        let stdout = match io::stderr().is_terminal() {
            true => Stdio::from(io::stderr()),
            false => Stdio::from(file.try_clone()?),
        };
        let status = Tether::spawn(&command, stdout, file.into())?.exited().await?;
        match status.success() {
            true => Ok(()),
            false => Err(io::Error::other(format!("{status}\n{}", output.tail()))),
        }
    }
}
