//! A run that nobody answers any more.

use ntro_console::{GivenUp, Signal};

use crate::Ending;

/// Why nobody answers a run any more. It is cancelled then.
#[derive(Debug)]
pub(crate) struct Abandoned {
    exit_code: u8,
    why: String,
    /// What is so once the run is cancelled, where `why` does not say it.
    then: Option<String>,
}

impl Abandoned {
    /// Something that was to be done for the run cannot be done.
    pub(crate) fn because(why: String) -> Self {
        Self { exit_code: 1, why, then: None }
    }

    /// Nobody is there to decide, or the decision was refused. `otherwise` is what is so without a result.
    pub(crate) fn undecided(given_up: GivenUp, otherwise: &str) -> Self {
        let why = match &given_up {
            GivenUp::Refused(refusal) => {
                format!("the decision was refused, and {otherwise}: {}", refusal.message)
            }
            GivenUp::TerminalClosed | GivenUp::Undecided { .. } | GivenUp::Lost(_) => given_up.to_string(),
        };
        let is_cut_off = matches!(given_up, GivenUp::TerminalClosed | GivenUp::Undecided { .. });
        Self { exit_code: 1, why, then: is_cut_off.then(|| otherwise.to_owned()) }
    }

    /// Somebody stopped the program, and so the run.
    pub(crate) fn stopped(signal: Signal, otherwise: &str) -> Self {
        let then = Some(format!("the run was cancelled and {otherwise}"));
        Self { exit_code: signal.exit_code(), why: format!("stopped by {signal}"), then }
    }

    /// Why the run is cancelled.
    pub(crate) fn why(&self) -> &str {
        &self.why
    }

    /// It was cancelled.
    pub(crate) fn cancelled<T>(self) -> Ending<T> {
        let sentence = match self.then {
            Some(then) => format!("{}; {then}", self.why),
            None => self.why,
        };
        Ending::Failed { sentence, exit_code: self.exit_code }
    }

    /// Nobody knows whether it was.
    pub(crate) fn left_open<T>(self) -> Ending<T> {
        let sentence = format!("{}; the run may still be open", self.why);
        Ending::Failed { sentence, exit_code: self.exit_code }
    }
}
