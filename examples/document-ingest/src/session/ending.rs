//! How a session ends, in words and as an exit status.

use std::error::Error;
use std::fmt;
use std::path::Path;
use std::process::ExitCode;

use document_ingest::model::IngestedDocument;
use ntro_workflow::worker::ClientError;

use crate::console;
use crate::session::interrupt::Signal;

/// How a session ends.
#[derive(Debug)]
pub(crate) enum Ending {
    /// The record is in the store.
    Committed(IngestedDocument),
    /// A person said no, with these words.
    Rejected(String),
    /// Something failed, in one sentence.
    Failed(String),
    /// Somebody stopped the program.
    Stopped(Signal),
}

impl Ending {
    /// What the result of the run means here.
    pub(crate) fn of(result: Result<IngestedDocument, ClientError>) -> Self {
        match result {
            Ok(document) => Self::Committed(document),
            Err(ClientError::RunFailed { kind, message }) if kind == "Rejected" => Self::Rejected(message),
            // The failure type is for programs.
            Err(ClientError::RunFailed { message, .. }) => Self::Failed(message),
            Err(error) => Self::Failed(error.to_string()),
        }
    }

    /// Tells the person: results on standard output, troubles on standard error.
    pub(crate) fn tell(self, data: &Path) -> Result<ExitCode, Box<dyn Error>> {
        match &self {
            Self::Committed(document) => {
                console::say(&format!("Committed to {}:", data.join("records.sqlite").display()));
                console::say(&serde_json::to_string_pretty(document)?);
            }
            Self::Rejected(_) => console::say(&self.to_string()),
            Self::Failed(_) | Self::Stopped(_) => console::complain(&self.to_string()),
        }
        Ok(self.exit_code())
    }

    fn exit_code(&self) -> ExitCode {
        match self {
            Self::Committed(_) => ExitCode::SUCCESS,
            Self::Failed(_) => ExitCode::FAILURE,
            Self::Rejected(_) => ExitCode::from(3),
            Self::Stopped(signal) => ExitCode::from(signal.exit_code()),
        }
    }
}

impl fmt::Display for Ending {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Committed(document) => write!(f, "committed as {}", document.record_id),
            Self::Rejected(message) => write!(f, "Nothing was committed: {message}."),
            Self::Failed(sentence) => f.write_str(sentence),
            Self::Stopped(signal) => {
                write!(f, "stopped by {signal}; the run was cancelled and nothing was committed")
            }
        }
    }
}
