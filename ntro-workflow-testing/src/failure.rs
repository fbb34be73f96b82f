//! Why a scenario could not be played to its end, or did not come to what was expected.

use std::fmt;

use ntro_workflow::wire::{Refusal, RefusalReason};

use crate::outcome::Close;
use crate::trace::Trace;

/// Why a scenario could not be played, with what had happened until then.
///
/// ```
/// use ntro_workflow_testing::{Failure, Wrong};
///
/// fn retry(failure: &Failure) -> bool {
///     matches!(*failure.wrong, Wrong::ServerDied(_))
/// }
/// ```
pub struct Failure {
    /// What is wrong.
    pub wrong: Box<Wrong>,
    /// What had happened.
    pub trace: Trace,
}

/// What can be wrong with a scenario.
#[derive(Debug, thiserror::Error)]
pub enum Wrong {
    /// There is no server to play it on.
    #[error("no Temporal server to test on: {0}")]
    Server(String),
    /// The server ended while it was played.
    #[error("the Temporal server ended in the middle: {0}")]
    ServerDied(String),
    /// The server does not do what was asked.
    #[error("Temporal: {0}")]
    Rpc(String),
    /// The server cannot skip time.
    #[error(
        "this server cannot skip time: {0}; use TestServer::shared(), or start the server (1.32 or newer) with `frontend.WorkflowTimeSkippingEnabled=true`"
    )]
    CannotSkip(String),
    /// The worker does not run.
    #[error("the worker of the scenario does not run: {0}")]
    Worker(String),
    /// The scenario names what is not there; every fault at once.
    #[error("the scenario cannot be played:\n{}", listed(.0))]
    Scenario(Vec<String>),
    /// An input, an answer or a payload could not be made, or does not fit.
    #[error("{what}: {message}")]
    Payload {
        /// Of what.
        what: String,
        /// Why.
        message: String,
    },
    /// A workflow task failed: the run would hang.
    #[error("a workflow task of {run} failed: {message}")]
    TaskFailed {
        /// Which run.
        run: String,
        /// The server's own failure message.
        message: String,
    },
    /// An activity was called that nobody mocked.
    #[error(
        "nobody mocked the activity `{activity}` of {run}: add `.activity(…)` for it, `.activities(host)` to have it done, or `.auto_mock()`, which answers those of the `.registry(…)`"
    )]
    NotMocked {
        /// Which activity.
        activity: String,
        /// Which run.
        run: String,
    },
    /// An activity was called that the manifest does not know, so that no answer can be made up.
    #[error(
        "the activity `{activity}` of {run} is not among those of the worker, so that no answer can be made up: give its host to the worker's registry, or test this runbook by a scenario with `.activity(…)` for it"
    )]
    UnknownActivity {
        /// Which activity.
        activity: String,
        /// Which run.
        run: String,
    },
    /// A mock panicked.
    #[error("the mock of `{activity}` panicked: {message}")]
    MockPanicked {
        /// Which activity.
        activity: String,
        /// What it said.
        message: String,
    },
    /// An answer was refused that should have been taken.
    #[error("the {} was refused: {refusal}{}", sent(.at), instead(.expected))]
    Refused {
        /// Which gate.
        at: String,
        /// Why.
        refusal: Refusal,
        /// The other reason that was expected, if one was.
        expected: Option<RefusalReason>,
    },
    /// An answer was taken that should have been refused.
    #[error("the answer at {at} was taken, and {} was expected", expected_refusal(.expected))]
    NotRefused {
        /// Which gate.
        at: String,
        /// The reason that was expected, if a certain one was.
        expected: Option<RefusalReason>,
    },
    /// What the scenario does next cannot be done, and nothing else goes on.
    #[error("{next} cannot be done now{}", open_now(.open))]
    NotNow {
        /// What is to be done.
        next: String,
        /// What is open and under way.
        open: Vec<String>,
    },
    /// There is nothing left to do, and the run has not ended.
    #[error("the scenario has nothing left to do, and the run has not ended{}", open_now(.open))]
    NothingLeft {
        /// What is open and under way.
        open: Vec<String>,
    },
    /// The run waits for something that nobody can make up.
    #[error("the run waits for what no gate asks for{}: test it by a scenario that sends it", such_as(.handlers))]
    NobodyAsked {
        /// The signals and updates of the runbook.
        handlers: Vec<String>,
    },
    /// The run ended before everything in the scenario was done.
    #[error("the run {close} before this was done: {left}")]
    EndedEarly {
        /// How it ended.
        close: Close,
        /// What was left.
        left: String,
    },
    /// It goes round and round.
    #[error("{run} does not come to rest: {what}; is it an endless loop?")]
    Endless {
        /// Which run.
        run: String,
        /// What it does.
        what: String,
    },
    /// Nothing happened for long.
    #[error("nothing happened for {seconds} s{}", open_now(.open))]
    Stuck {
        /// How long.
        seconds: u64,
        /// What is open and under way.
        open: Vec<String>,
    },
    /// Time cannot pass there.
    #[error("time cannot pass for {run}: {reason}")]
    NoTime {
        /// Which run.
        run: String,
        /// Why.
        reason: String,
    },
    /// What the scenario looked at is not as it should be.
    #[error("{what}: {message}")]
    Looked {
        /// What was looked at.
        what: String,
        /// What is wrong with it.
        message: String,
    },
    /// The run ended otherwise than expected.
    #[error("expected: {expected}; the run {}", was_or_open(.was.as_ref()))]
    Ended {
        /// What was expected.
        expected: String,
        /// How it ended.
        was: Option<Close>,
    },
    /// The result of the run is of another type.
    #[error("the result of the run does not fit: {0}")]
    Result(String),
    /// The recorded history does not replay on the same code.
    #[error("the run does not replay: {0}")]
    NotDeterministic(String),
}

impl Failure {
    pub(crate) fn new(wrong: Wrong, trace: Trace) -> Self {
        Self { wrong: Box::new(wrong), trace }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.wrong)?;
        if self.trace.entries().is_empty() { Ok(()) } else { write!(f, "\nuntil then:\n{}", self.trace) }
    }
}

/// As `Display`: it is what a test prints that returns it.
impl fmt::Debug for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for Failure {}

fn listed(sentences: &[String]) -> String {
    sentences.iter().map(|sentence| format!("- {sentence}")).collect::<Vec<_>>().join("\n")
}

fn open_now(open: &[String]) -> String {
    if open.is_empty() { "; nothing is open or under way".to_owned() } else { format!(":\n{}", listed(open)) }
}

fn such_as(handlers: &[String]) -> String {
    let named: Vec<_> = handlers.iter().map(|name| format!("`{name}`")).collect();
    if named.is_empty() { String::new() } else { format!(", such as {}", named.join(", ")) }
}

fn expected_refusal(reason: &Option<RefusalReason>) -> String {
    reason.as_ref().map_or_else(|| "a refusal".to_owned(), |reason| format!("`{}`", name_of(reason)))
}

fn instead(expected: &Option<RefusalReason>) -> String {
    expected.as_ref().map_or_else(String::new, |reason| format!("; `{}` was expected", name_of(reason)))
}

/// A reason as it is on the wire.
fn name_of(reason: &RefusalReason) -> String {
    let name = serde_json::to_value(reason).ok();
    name.as_ref().and_then(|name| name.as_str()).unwrap_or("?").to_owned()
}

/// A signal is named as one, everything else is a gate.
fn sent(at: &str) -> String {
    if at.starts_with("signal ") { at.to_owned() } else { format!("answer at {at}") }
}

fn was_or_open(was: Option<&Close>) -> String {
    was.map_or_else(|| "is still open".to_owned(), Close::to_string)
}
