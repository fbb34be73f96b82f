//! Building the worker binary.

use std::ffi::OsStr;
use std::io::{self, BufReader, PipeReader};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use cargo_metadata::{Message, Package};
use ntro_dev_server::Tether;

use crate::failure::Failure;

/// Runs `cargo build` for that binary and returns the executable. When the future is dropped, Cargo and
/// the compilers that it has started end.
pub(super) async fn build(package: &Package, bin: &str) -> Result<PathBuf, Failure> {
    let trouble = |error: io::Error| Failure::failed(format!("cannot run `cargo build`: {error}"));
    let (messages, stdout) = io::pipe().map_err(trouble)?;
    let cargo = Tether::spawn(&command(package, bin), stdout.into(), Stdio::inherit()).map_err(trouble)?;
    let (id, name) = (package.id.clone(), bin.to_owned());
    let read = tokio::task::spawn_blocking(move || executable(messages, &id, &name));
    let status = cargo.exited().await.map_err(trouble)?;
    if !status.success() {
        return Err(Failure::failed(format!(
            "`{bin}` of package `{}` does not build; the compiler's reasons are above",
            package.name
        )));
    }
    let executable = read.await.map_err(io::Error::other).and_then(|read| read).map_err(trouble)?;
    executable.ok_or_else(|| Failure::failed(format!("Cargo does not say where it has put `{bin}`")))
}

/// Diagnostics go to standard error as Cargo draws them; standard output has the messages for us.
fn command(package: &Package, bin: &str) -> Command {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.arg("build").arg("--manifest-path").arg(&package.manifest_path);
    command.args(["--package", &package.name, "--bin", bin]);
    command.args(["--message-format", "json-render-diagnostics"]);
    for (name, _) in std::env::vars_os().filter(|(name, _)| is_of_another_package(name)) {
        command.env_remove(name);
    }
    command
}

/// What Cargo tells a program that it runs itself, by `cargo run` or `cargo test`. Some build scripts look
/// at such a variable, and then they, and all that depends on them, are built again whenever it changes.
fn is_of_another_package(variable: &OsStr) -> bool {
    let variable = variable.to_string_lossy();
    ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_", "CARGO_CRATE_"]
        .iter()
        .any(|prefix| variable.starts_with(prefix))
}

/// Where Cargo says that it has put the binary.
fn executable(
    messages: PipeReader,
    package: &cargo_metadata::PackageId,
    bin: &str,
) -> io::Result<Option<PathBuf>> {
    let mut found = None;
    for message in Message::parse_stream(BufReader::new(messages)) {
        if let Message::CompilerArtifact(artifact) = message?
            && artifact.package_id == *package
            && artifact.target.is_bin()
            && artifact.target.name == bin
        {
            found = artifact.executable.map(PathBuf::from);
        }
    }
    Ok(found)
}
