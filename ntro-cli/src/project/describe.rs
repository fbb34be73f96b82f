//! What the worker binary says of itself.

use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use ntro_manifest::Manifest;
use ntro_manifest::manifest::ManifestError;
use tokio::process::Command;

use crate::failure::Failure;

/// A worker describes itself at once; a program that does something else instead may never end.
const PATIENCE: Duration = Duration::from_secs(60);

/// How a binary answers this question.
const REMEDY: &str = "its main function is to be one call of `ntro_workflow::worker::Program`";

/// What `<executable> describe --json` prints.
pub(super) async fn describe(executable: &Path) -> Result<Manifest, Failure> {
    let question = Question { executable, arguments: &["describe", "--json"] };
    manifest(&question.name(), &question.ask().await?)
}

/// What `<executable> describe` prints.
pub(super) async fn outline(executable: &Path) -> Result<String, Failure> {
    Question { executable, arguments: &["describe"] }.ask().await
}

/// A question that a worker binary answers and ends.
struct Question<'a> {
    executable: &'a Path,
    arguments: &'a [&'a str],
}

impl Question<'_> {
    /// What is asked, for messages.
    fn name(&self) -> String {
        let program = self.executable.file_name().unwrap_or(self.executable.as_os_str()).to_string_lossy();
        format!("`{program} {}`", self.arguments.join(" "))
    }

    async fn ask(&self) -> Result<String, Failure> {
        let mut command = Command::new(self.executable);
        // Its warnings, such as source and types that disagree, are for whoever asks.
        command.args(self.arguments).stdin(Stdio::null()).stderr(Stdio::inherit()).kill_on_drop(true);
        let output = match tokio::time::timeout(PATIENCE, command.output()).await {
            Ok(Ok(output)) => output,
            Ok(Err(error)) => {
                return Err(Failure::failed(format!("cannot run {}: {error}", self.executable.display())));
            }
            Err(_) => return Err(Failure::failed(format!("{} does not end; {REMEDY}", self.name()))),
        };
        if !output.status.success() {
            return Err(Failure::failed(format!(
                "{} ended with {}; its own words are above, and if they are not a worker's, {REMEDY}",
                self.name(),
                output.status
            )));
        }
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    }
}

fn manifest(question: &str, answer: &str) -> Result<Manifest, Failure> {
    Manifest::from_json(answer).map_err(|error| {
        let remedy = match error {
            ManifestError::TooNew { .. } => {
                "install the ntro-cli of the same version as the package's ntro-workflow"
            }
            _ => REMEDY,
        };
        Failure::failed(format!("{question} prints no manifest that can be read here: {error}; {remedy}"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(text: &str) -> String {
        manifest("`worker describe --json`", text).expect_err("that is no manifest of ours").to_string()
    }

    #[test]
    fn a_manifest_is_read() {
        let manifest = manifest("it", r#"{"manifest_version": 1, "runbooks": []}"#);
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
