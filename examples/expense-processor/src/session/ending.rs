//! How a session ends, in words and as an exit status.

use std::error::Error;
use std::fmt;
use std::process::ExitCode;

use expense_processor::model::ExpensePeriodResult;
use expense_processor::workshop::Places;
use ntro_console::{GivenUp, Signal};
use ntro_workflow::worker::ClientError;
use ntro_workflow::{IngestOutcome, IngestStatus};

use crate::console;

/// How a session ends.
#[derive(Debug)]
pub(crate) enum Ending {
    /// The inbox has closed, and did this.
    Closed(ExpensePeriodResult),
    /// Something failed, in one sentence.
    Failed(String),
    /// Somebody stopped the program, and this became of the run.
    Stopped(Signal, &'static str),
}

impl Ending {
    /// What the close of the run means here.
    pub(super) fn of(closed: Result<ExpensePeriodResult, ClientError>) -> Self {
        match closed {
            Ok(result) => Self::Closed(result),
            // The failure type is for programs.
            Err(ClientError::RunFailed { message, .. }) => Self::Failed(message),
            Err(error) => Self::Failed(error.to_string()),
        }
    }

    /// Somebody stopped the program, and so the run.
    pub(super) fn stopped(signal: Signal) -> Self {
        Self::Stopped(signal, "the run was cancelled; batches that were decided before are in the ledger")
    }

    /// The same, of a run that could not be closed.
    pub(super) fn with_open_run(self) -> Self {
        match self {
            Self::Failed(sentence) => Self::Failed(format!("{sentence}; the run may still be open")),
            Self::Stopped(signal, _) => Self::Stopped(signal, "the run may still be open"),
            closed @ Self::Closed(_) => closed,
        }
    }

    /// Tells the person: results on standard output, troubles on standard error.
    pub(crate) fn tell(self, places: &Places) -> Result<ExitCode, Box<dyn Error>> {
        match &self {
            Self::Closed(result) => {
                for outcome in &result.ingested {
                    tell_of(outcome);
                }
                console::say(&format!("The inbox has closed; its ledger is {}:", places.database));
                console::say(&serde_json::to_string_pretty(result)?);
            }
            Self::Failed(_) | Self::Stopped(..) => console::complain(&self.to_string()),
        }
        Ok(self.exit_code())
    }

    fn exit_code(&self) -> ExitCode {
        match self {
            Self::Closed(result) if result.periods.iter().any(|period| period.approved > 0) => {
                ExitCode::SUCCESS
            }
            Self::Closed(_) => ExitCode::from(3),
            Self::Failed(_) => ExitCode::FAILURE,
            Self::Stopped(signal, _) => ExitCode::from(signal.exit_code()),
        }
    }
}

/// What a sheet brought.
fn tell_of(outcome: &IngestOutcome) {
    let name = outcome.source_ref.as_deref().unwrap_or("a submission");
    let message = outcome.message.as_deref().map(|message| format!(": {message}")).unwrap_or_default();
    match outcome.status {
        IngestStatus::Failed => console::complain(&format!("{name} was refused{message}")),
        _ => {
            let (accepted, parsed) = (outcome.accepted_rows, outcome.parsed_rows);
            console::say(&format!("{name} brought {accepted} expenses in {parsed} rows{message}"));
        }
    }
}

impl fmt::Display for Ending {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Closed(result) => write!(f, "closed after {} batches", result.batches),
            Self::Failed(sentence) => f.write_str(sentence),
            Self::Stopped(signal, run) => write!(f, "stopped by {signal}; {run}"),
        }
    }
}

/// The run is cancelled then: nobody is there to answer it.
impl From<GivenUp> for Ending {
    fn from(given_up: GivenUp) -> Self {
        Self::Failed(match given_up {
            GivenUp::TerminalClosed | GivenUp::Undecided { .. } => {
                format!("{given_up}; batches that were decided before are in the ledger")
            }
            GivenUp::Refused(_) | GivenUp::Lost(_) => given_up.to_string(),
        })
    }
}
