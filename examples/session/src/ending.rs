//! What became of a run, in words and as an exit status.

use std::process::ExitCode;

use ntro_workflow::worker::ClientError;

use crate::{Problem, complain, say};

/// What became of a run.
#[derive(Debug)]
pub enum Ending<T> {
    /// It has this result.
    Closed(T),
    /// A person said no, and what came of it, in one sentence.
    Rejected(String),
    /// Something failed, or somebody stopped the program.
    Failed {
        /// What, in one sentence.
        sentence: String,
        /// The exit status.
        exit_code: u8,
    },
}

impl<T> Ending<T> {
    /// Tells the person: results on standard output, by `closed`, which gives the exit status; troubles on standard
    /// error. A rejected run is 3.
    ///
    /// # Errors
    /// What `closed` says.
    pub fn tell(self, closed: impl FnOnce(T) -> Result<ExitCode, Problem>) -> Result<ExitCode, Problem> {
        match self {
            Self::Closed(result) => closed(result),
            Self::Rejected(sentence) => {
                say(&sentence);
                Ok(ExitCode::from(3))
            }
            Self::Failed { sentence, exit_code } => {
                complain(&sentence);
                Ok(ExitCode::from(exit_code))
            }
        }
    }

    /// What the close of a run means. `otherwise` is what is so without a result: "nothing was posted".
    pub(crate) fn of(closed: Result<T, ClientError>, otherwise: &str) -> Self {
        let sentence = match closed {
            Ok(result) => return Self::Closed(result),
            Err(ClientError::RunFailed { kind, message }) if kind == "Rejected" => {
                return Self::Rejected(format!("{}: {message}.", capital(otherwise)));
            }
            // The failure type is for programs.
            Err(ClientError::RunFailed { message, .. }) => message,
            Err(error) => error.to_string(),
        };
        Self::Failed { sentence, exit_code: 1 }
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
