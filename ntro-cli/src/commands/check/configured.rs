//! What is configured in the package, as the compiler that would build it says.

use std::path::Path;
use std::process::Command;

use ntro_build::{Cfg, Package, Problem, Reading};

use crate::failure::Failure;

/// Reads the source of a package as it is configured when it is built for this machine.
pub(super) fn read(directory: &Path) -> Result<(Reading, Cfg), Failure> {
    let trouble = |problem: Problem| Failure::failed(problem.to_string());
    let package = Package::read(directory).map_err(trouble)?;
    let cfg = Cfg::of_compiler(&compiler(directory)?).with_features(&package.default_features);
    let reading = ntro_build::read(directory, &cfg).map_err(trouble)?;
    Ok((reading, cfg))
}

/// What `rustc --print cfg` prints.
fn compiler(directory: &Path) -> Result<String, Failure> {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let mut command = Command::new(&rustc);
    // A toolchain may be chosen by a file beside the package.
    command.args(["--print", "cfg"]).current_dir(directory);
    let name = rustc.to_string_lossy();
    let output = command.output().map_err(|error| {
        Failure::failed(format!(
            "cannot run `{name} --print cfg`: {error}; install Rust, or let RUSTC name it"
        ))
    })?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        return Err(Failure::failed(format!("`{name} --print cfg` failed: {}", said.trim())));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}
