//! What the worker binary says of itself.

use std::path::Path;
use std::process::{Output, Stdio};
use std::time::Duration;

use ntro_manifest::Manifest;
use ntro_manifest::manifest::MANIFEST_VERSION;
use serde_json::Value;
use tokio::process::Command;

use crate::failure::Failure;

/// A worker describes itself at once; a program that does something else instead may never end.
const PATIENCE: Duration = Duration::from_secs(60);

/// How a binary answers this question.
const REMEDY: &str = "its main function is to be one call of `ntro_workflow::worker::Program`";

/// Runs `<executable> describe --json`.
pub(super) async fn describe(executable: &Path) -> Result<Manifest, Failure> {
    let name = executable.file_name().unwrap_or(executable.as_os_str()).to_string_lossy().into_owned();
    let mut command = Command::new(executable);
    command.args(["describe", "--json"]).stdin(Stdio::null()).kill_on_drop(true);
    let output = match tokio::time::timeout(PATIENCE, command.output()).await {
        Ok(Ok(output)) => output,
        Ok(Err(error)) => {
            return Err(Failure::failed(format!("cannot run {}: {error}", executable.display())));
        }
        Err(_) => {
            return Err(Failure::failed(format!(
                "`{name} describe --json` does not end; {REMEDY}, which answers it without starting the worker"
            )));
        }
    };
    read(&name, &output)
}

fn read(name: &str, output: &Output) -> Result<Manifest, Failure> {
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        let said = said.trim().lines().last().unwrap_or("it says nothing about it").to_owned();
        return Err(Failure::failed(format!(
            "`{name} describe --json` ended with {}: {said}. If that is not the worker's own complaint, {REMEDY}",
            output.status
        )));
    }
    manifest(name, &output.stdout)
}

fn manifest(name: &str, text: &[u8]) -> Result<Manifest, Failure> {
    let described: Value = serde_json::from_slice(text).map_err(|error| {
        Failure::failed(format!("`{name} describe --json` does not print a manifest ({error}); {REMEDY}"))
    })?;
    let version = described.get("manifest_version").and_then(Value::as_u64);
    if let Some(version) = version.filter(|version| *version > u64::from(MANIFEST_VERSION)) {
        return Err(Failure::failed(format!(
            "`{name}` describes itself in version {version} of the manifest, and this cargo-ntro reads up to \
             {MANIFEST_VERSION}; install the ntro-cli of the same version as the package's ntro-workflow"
        )));
    }
    serde_json::from_value(described).map_err(|error| {
        Failure::failed(format!(
            "`{name} describe --json` prints something that is not a manifest ({error}); {REMEDY}, of the same \
             version as this cargo-ntro"
        ))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(text: &str) -> String {
        manifest("worker", text.as_bytes()).expect_err("that is no manifest of ours").to_string()
    }

    #[test]
    fn a_manifest_is_read() {
        let manifest = manifest("worker", br#"{"manifest_version": 1, "runbooks": []}"#);
        assert_eq!(manifest.expect("it is one").runbooks, []);
    }

    #[test]
    fn a_later_version_is_refused_before_its_fields_are() {
        let refused = refused(r#"{"manifest_version": 2, "something": "new"}"#);
        assert!(refused.contains("version 2") && refused.contains("install the ntro-cli"), "{refused}");
    }

    #[test]
    fn other_programs_are_told_what_a_worker_is() {
        for text in ["Hello, world!", "{}", r#"{"manifest_version": 1, "runbooks": [{}]}"#] {
            let refused = refused(text);
            assert!(refused.contains("ntro_workflow::worker::Program"), "{refused}");
        }
    }
}
