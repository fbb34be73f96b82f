//! What an author's build script calls.

use std::env;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process;

use crate::cfg::Cfg;
use crate::package::Package;
use crate::problem::{Place, Problem};
use crate::read::{Reading, read_package};

/// The file in `OUT_DIR`.
const FILE: &str = "step-manifest.json";

/// Writes the step manifest of the package that is being built to `step-manifest.json` in `OUT_DIR`.
///
/// Call it in `build.rs`. It takes everything from the environment that Cargo gives to a build script, and
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
        let mut package = Package::read(&self.root).map_err(|problem| vec![problem])?;
        say_of_cargo(&mut package);
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

/// What Cargo says of the package, which knows what a workspace says.
fn say_of_cargo(package: &mut Package) {
    let said = |name: &str| env::var(name).ok().filter(|value| !value.is_empty());
    let about = &mut package.about;
    if let (Some(name), Some(version)) = (said("CARGO_PKG_NAME"), said("CARGO_PKG_VERSION")) {
        (about.name, about.version) = (name, version);
        about.description = said("CARGO_PKG_DESCRIPTION");
        let authors = said("CARGO_PKG_AUTHORS").unwrap_or_default();
        about.authors = authors.split(':').filter(|author| !author.is_empty()).map(str::to_owned).collect();
    }
}

/// Tells Cargo which files to watch. A file that is not there must not be named: Cargo would take it for
/// one that has changed, each time.
fn watch(reading: &Reading) {
    for file in &reading.scan.files {
        say("rerun-if-changed", &file.path);
    }
    let root = reading.package.root();
    let binaries = Path::new("src/bin");
    if reading.package.may_find_targets() && root.join("src").is_dir() {
        say("rerun-if-changed", "src");
    } else if root.join(binaries).is_dir() {
        say("rerun-if-changed", "src/bin");
    }
}

/// Says a line to Cargo.
fn say(key: &str, value: &str) {
    for line in value.lines() {
        // Nobody is there to read about a closed pipe either.
        let _ = writeln!(io::stdout(), "cargo::{key}={line}");
    }
}
