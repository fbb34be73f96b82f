//! What an author's build script calls.

use std::env;
use std::fs;
use std::io::{self, Write as _};
use std::path::PathBuf;
use std::process;

use crate::cfg::Cfg;
use crate::package::Package;
use crate::problem::{Place, Problem};
use crate::read::{Reading, read_package};

/// The file in `OUT_DIR`.
const FILE: &str = "step-manifest.json";

/// Writes the step manifest of the package that is being built to `step-manifest.json` in `OUT_DIR`.
///
/// Call it in `build.rs`. It takes what is configured from the environment that Cargo gives to a build script, and
/// tells Cargo to run it again when a file changes that it has read. Faults between runbooks, such as a slug
/// that two of them have, end the build, each with its place and its remedy. What the compiler will refuse
/// anyway, a file that is no Rust or a mistake that a macro reports, is left to it: the manifest lacks what
/// could not be read, and the build goes on to where it is explained.
///
/// ```no_run
/// // All that stands in the `main` of build.rs:
/// ntro_build::write_step_manifest();
/// ```
pub fn write_step_manifest() {
    let done = Script::of_environment().and_then(|script| script.run());
    if let Err(problems) = done {
        for problem in problems {
            say("error", &problem.to_string());
        }
        process::exit(1);
    }
}

/// The build script that is running.
struct Script {
    root: PathBuf,
    out: PathBuf,
    cfg: Cfg,
}

impl Script {
    fn of_environment() -> Result<Self, Vec<Problem>> {
        let directory = |name: &str| {
            env::var_os(name).map(PathBuf::from).ok_or_else(|| {
                let message = format!("{name} is not set; call `write_step_manifest` in a build script only");
                vec![Problem::new(Place::start_of("build.rs"), message)]
            })
        };
        let variables = env::vars_os();
        let cfg = Cfg::of_build_script(
            variables.filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?))),
        );
        Ok(Self { root: directory("CARGO_MANIFEST_DIR")?, out: directory("OUT_DIR")?, cfg })
    }

    fn run(&self) -> Result<(), Vec<Problem>> {
        say("rerun-if-changed", "Cargo.toml");
        let package = Package::read(&self.root).map_err(|problem| vec![problem])?;
        let reading = read_package(package, &self.cfg);
        watch(&reading);
        for problem in &reading.scan.problems {
            say("warning", &format!("not in the step manifest: {problem}"));
        }
        for problem in &reading.warnings {
            say("warning", &problem.to_string());
        }
        if !reading.faults.is_empty() {
            return Err(reading.faults);
        }
        let written = self.write(&reading).map_err(|problem| vec![problem]);
        // The process ends soon. To take a reading of many runbooks apart is a tenth of the time it took.
        std::mem::forget(reading);
        written
    }

    /// Writes the manifest, unless it is the same: the file's time says when something changed in it.
    fn write(&self, reading: &Reading) -> Result<(), Problem> {
        let path = self.out.join(FILE);
        let cannot = |error: &dyn std::fmt::Display| {
            let message = format!("cannot write {}: {error}; see to the target directory", path.display());
            Problem::new(Place::start_of("build.rs"), message)
        };
        let mut text = serde_json::to_string_pretty(&reading.manifest).map_err(|error| cannot(&error))?;
        text.push('\n');
        if fs::read_to_string(&path).is_ok_and(|written| written == text) {
            return Ok(());
        }
        fs::write(&path, text).map_err(|error| cannot(&error))
    }
}

/// Tells Cargo which files to watch. One that is not there Cargo takes for changed, each time: so only
/// those are named that the compiler misses as well.
fn watch(reading: &Reading) {
    let files = reading.scan.files.iter().map(|file| &file.path);
    for path in files.chain(&reading.scan.sought) {
        say("rerun-if-changed", path);
    }
    if let Some(workspace) = &reading.package.workspace {
        say("rerun-if-changed", &workspace.to_string_lossy());
    }
    // What a listing is of may be in a file that is not configured.
    let may_be_more = reading.package.may_find_targets() || !reading.warnings.is_empty();
    let directory = if may_be_more { "src" } else { "src/bin" };
    if reading.package.root().join(directory).is_dir() {
        say("rerun-if-changed", directory);
    }
}

/// Says a line to Cargo.
fn say(key: &str, value: &str) {
    for line in value.lines() {
        // Nobody is there to read about a closed pipe either.
        let _ = writeln!(io::stdout(), "cargo::{key}={line}");
    }
}
