//! What became of a run, in words and as an exit status.

use std::process::ExitCode;

use ntro_console::{GivenUp, Signal};
use ntro_workflow::worker::ClientError;

use crate::{Problem, complain, say};

/// What became of a run.
#[derive(Debug)]
pub enum Ending<T> {
    /// It has this result.
    Closed(T),
    /// A person said no, and what came of it, in one sentence.
    Rejected(String),
    /// Something failed, in one sentence.
    Failed(String),
    /// Somebody stopped the program, and what came of it, in one sentence.
    Stopped(Signal, String),
}

impl<T> Ending<T> {
    /// Tells the person: results on standard output, by `closed`, which gives the exit status; troubles on standard
    /// error. A rejected run is 3, a failed one 1.
    ///
    /// # Errors
    /// What `closed` says.
    pub fn tell(self, closed: impl FnOnce(T) -> Result<ExitCode, Problem>) -> Result<ExitCode, Problem> {
        let (sentence, code) = match self {
            Self::Closed(result) => return closed(result),
            Self::Rejected(sentence) => {
                say(&sentence);
                return Ok(ExitCode::from(3));
            }
            Self::Failed(sentence) => (sentence, ExitCode::FAILURE),
            Self::Stopped(signal, sentence) => (sentence, ExitCode::from(signal.exit_code())),
        };
        complain(&sentence);
        Ok(code)
    }

    /// What the close of a run means. `otherwise` is what is so without a result: "nothing was posted".
    pub(crate) fn of(closed: Result<T, ClientError>, otherwise: &str) -> Self {
        match closed {
            Ok(result) => Self::Closed(result),
            Err(ClientError::RunFailed { kind, message }) if kind == "Rejected" => {
                Self::Rejected(format!("{}: {message}.", capital(otherwise)))
            }
            // The failure type is for programs.
            Err(ClientError::RunFailed { message, .. }) => Self::Failed(message),
            Err(error) => Self::Failed(error.to_string()),
        }
    }

    /// Nobody answers the run any more, and so it is cancelled.
    pub(crate) fn given_up(given_up: GivenUp, otherwise: &str) -> Self {
        Self::Failed(match given_up {
            GivenUp::Refused(refusal) => {
                format!("the decision was refused, and {otherwise}: {}", refusal.message)
            }
            GivenUp::TerminalClosed | GivenUp::Undecided { .. } => format!("{given_up}; {otherwise}"),
            GivenUp::Lost(_) => given_up.to_string(),
        })
    }

    /// Somebody stopped the program, and so the run.
    pub(crate) fn stopped(signal: Signal, otherwise: &str) -> Self {
        Self::Stopped(signal, format!("stopped by {signal}; the run was cancelled and {otherwise}"))
    }

    /// The same, of a run that could not be closed.
    pub(crate) fn with_open_run(self) -> Self {
        match self {
            Self::Failed(sentence) => Self::Failed(format!("{sentence}; the run may still be open")),
            Self::Stopped(signal, _) => {
                Self::Stopped(signal, format!("stopped by {signal}; the run may still be open"))
            }
            closed @ (Self::Closed(_) | Self::Rejected(_)) => closed,
        }
    }

    /// Why the run is to be cancelled.
    pub(crate) fn sentence(&self) -> &str {
        match self {
            Self::Closed(_) => "",
            Self::Rejected(sentence) | Self::Failed(sentence) | Self::Stopped(_, sentence) => sentence,
        }
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
