//! How a session ends, in words and as an exit status.

use std::error::Error;
use std::fmt;
use std::process::ExitCode;

use nav_monthly::model::ClosedMonth;
use nav_monthly::store::Place;
use ntro_console::{GivenUp, Signal};
use ntro_workflow::worker::ClientError;

use crate::console;

/// How a session ends.
#[derive(Debug)]
pub(crate) enum Ending {
    /// The journal is in the books.
    Closed(ClosedMonth),
    /// A person said no, with these words.
    Rejected(String),
    /// Something failed, in one sentence.
    Failed(String),
    /// Somebody stopped the program, and this became of the run.
    Stopped(Signal, &'static str),
}

impl Ending {
    /// What the close of the run means here.
    pub(super) fn of(closed: Result<ClosedMonth, ClientError>) -> Self {
        match closed {
            Ok(month) => Self::Closed(month),
            Err(ClientError::RunFailed { kind, message }) if kind == "Rejected" => Self::Rejected(message),
            // The failure type is for programs.
            Err(ClientError::RunFailed { message, .. }) => Self::Failed(message),
            Err(error) => Self::Failed(error.to_string()),
        }
    }

    /// Somebody stopped the program, and so the run.
    pub(super) fn stopped(signal: Signal) -> Self {
        Self::Stopped(signal, "the run was cancelled and nothing was posted")
    }

    /// The same, of a run that could not be closed.
    pub(super) fn with_open_run(self) -> Self {
        match self {
            Self::Failed(sentence) => Self::Failed(format!("{sentence}; the run may still be open")),
            Self::Stopped(signal, _) => Self::Stopped(signal, "the run may still be open"),
            closed @ (Self::Closed(_) | Self::Rejected(_)) => closed,
        }
    }

    /// Tells the person: results on standard output, troubles on standard error.
    pub(crate) fn tell(self, books: &Place) -> Result<ExitCode, Box<dyn Error>> {
        match &self {
            Self::Closed(month) => {
                console::say(&format!("Posted to the books in {books}:"));
                console::say(&serde_json::to_string_pretty(month)?);
            }
            Self::Rejected(_) => console::say(&self.to_string()),
            Self::Failed(_) | Self::Stopped(..) => console::complain(&self.to_string()),
        }
        Ok(self.exit_code())
    }

    fn exit_code(&self) -> ExitCode {
        match self {
            Self::Closed(_) => ExitCode::SUCCESS,
            Self::Failed(_) => ExitCode::FAILURE,
            Self::Rejected(_) => ExitCode::from(3),
            Self::Stopped(signal, _) => ExitCode::from(signal.exit_code()),
        }
    }
}

impl fmt::Display for Ending {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Closed(month) => write!(f, "closed by {}", month.journal_reference),
            Self::Rejected(message) => write!(f, "Nothing was posted: {message}."),
            Self::Failed(sentence) => f.write_str(sentence),
            Self::Stopped(signal, run) => write!(f, "stopped by {signal}; {run}"),
        }
    }
}

/// The run is cancelled then: nobody is there to answer it.
impl From<GivenUp> for Ending {
    fn from(given_up: GivenUp) -> Self {
        Self::Failed(match given_up {
            GivenUp::Refused(refusal) => {
                format!("the decision was refused, and nothing was posted: {}", refusal.message)
            }
            GivenUp::TerminalClosed | GivenUp::Undecided { .. } => {
                format!("{given_up}; nothing was posted")
            }
            GivenUp::Lost(_) => given_up.to_string(),
        })
    }
}
