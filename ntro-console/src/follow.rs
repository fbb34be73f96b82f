//! Following a run: its breadcrumb, and a decision for each gate that opens in it or below it.

mod answering;

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::time::Duration;

use ntro_workflow::wire::Refusal;
use ntro_workflow::worker::{ClientError, RunTree, UntypedRun};
use tokio::time::Instant;

use crate::breadcrumb::Breadcrumb;
use crate::decisions::Decisions;
use crate::gates::{OpenGate, open_gates};
use crate::one_line::one_line;
use crate::review::Review;
use crate::screen::{Screen, user};
use crate::shell_word::shell_word;

/// How often the run is looked at, unless looking takes longer.
const REFRESH: Duration = Duration::from_millis(150);

/// How often in a row a run may not answer.
const MISSES: u32 = 5;

/// What follows a run until it has closed.
///
/// ```no_run
/// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
/// use ntro_console::{Decisions, Follower, GivenUp, Screen};
/// use ntro_workflow::wire::action::UserActionMessage;
/// use ntro_workflow::worker::Client;
///
/// let run = Client::from_environment().await?.untyped_run("close-2026-03");
/// let decisions = Decisions::all(UserActionMessage::approve());
/// match Follower::new(&run, Screen::Error).decides(decisions).actor("ci").until_closed().await {
///     Ok(()) => println!("{}", run.result().await?),
///     Err(GivenUp::Refused(refusal)) => println!("nothing has changed: {}", refusal.message),
///     Err(given_up) => return Err(given_up.into()),
/// }
/// # Ok(())
/// # }
/// ```
#[must_use = "nothing is followed before `until_closed`"]
pub struct Follower {
    run: UntypedRun,
    screen: Screen,
    decisions: Option<Decisions>,
    asks: bool,
    submissions: bool,
    patient: bool,
    silent: bool,
    actor: String,
    tells: Option<fn(&OpenGate) -> String>,
    breadcrumb: Breadcrumb,
    /// What was corrected so far, by the gate: one that is put off keeps it.
    reviews: BTreeMap<String, Review>,
    /// The openings that are left to somebody else, or for later.
    left: BTreeSet<String>,
}

/// Why a run is followed no longer, although it may be open.
///
/// ```
/// use ntro_console::GivenUp;
///
/// let undecided = GivenUp::Undecided { gate: "review/review".into() };
/// assert!(undecided.to_string().starts_with("there is no decision on the gate `review/review`"));
/// ```
#[derive(Debug, thiserror::Error)]
pub enum GivenUp {
    /// Nobody can be asked any more.
    #[error("the terminal was closed before a decision")]
    TerminalClosed,
    /// A decision that was made beforehand was refused.
    #[error("the decision was refused: {}", .0.message)]
    Refused(Refusal),
    /// No decision was made beforehand on a gate that opened.
    #[error("there is no decision on the gate `{gate}`; add one, or answer it")]
    Undecided {
        /// The step and the gate.
        gate: String,
    },
    /// Nobody knows what became of it.
    #[error("the run was lost: {0}")]
    Lost(#[source] ClientError),
}

/// What ends a look at the run early.
enum Stop {
    GivenUp(GivenUp),
    Client(ClientError),
}

impl From<ClientError> for Stop {
    fn from(error: ClientError) -> Self {
        Self::Client(error)
    }
}

impl From<io::Error> for Stop {
    fn from(_: io::Error) -> Self {
        Self::GivenUp(GivenUp::TerminalClosed)
    }
}

impl Follower {
    /// One that draws on this screen, asks nobody and decides nothing. A run that goes on as a new one is
    /// followed there.
    pub fn new(run: &UntypedRun, screen: Screen) -> Self {
        Self {
            run: run.newest(),
            screen,
            decisions: None,
            asks: false,
            submissions: true,
            patient: false,
            silent: false,
            actor: user(),
            tells: None,
            breadcrumb: Breadcrumb::new(screen),
            reviews: BTreeMap::new(),
            left: BTreeSet::new(),
        }
    }

    /// Asks at the terminal where no decision was made beforehand.
    pub fn asks(self) -> Self {
        Self { asks: true, ..self }
    }

    /// Takes these decisions. Without somebody to ask, a review that they leave out ends the following.
    pub fn decides(self, decisions: Decisions) -> Self {
        Self { decisions: Some(decisions), ..self }
    }

    /// Says this of a gate that is left to somebody else: how to answer it.
    pub fn tells(self, how: fn(&OpenGate) -> String) -> Self {
        Self { tells: Some(how), ..self }
    }

    /// Leaves submissions to the program, without a word; and what has failed of a collection, unless somebody is
    /// asked.
    pub fn without_submissions(self) -> Self {
        Self { submissions: false, ..self }
    }

    /// Goes on for as long as it takes when the run does not answer: its worker may be on its way.
    pub fn patient(self) -> Self {
        Self { patient: true, ..self }
    }

    /// Draws and says nothing: for programs that read.
    pub fn silent(self) -> Self {
        Self { silent: true, ..self }
    }

    /// Who the answers say they come from; the [`user`] of the system by default.
    pub fn actor(self, actor: impl Into<String>) -> Self {
        Self { actor: actor.into(), ..self }
    }

    /// Follows until the run has closed, in whatever way: its result says how.
    ///
    /// # Errors
    /// [`GivenUp`]. The run may be open then.
    pub async fn until_closed(mut self) -> Result<(), GivenUp> {
        let run = self.run.clone();
        let closed = tokio::select! {
            // A result that is there goes before one more question.
            biased;
            closed = run.result() => closed,
            given_up = self.attend() => return Err(given_up),
        };
        match closed {
            Err(error) if !error.is_close() => Err(GivenUp::Lost(error)),
            Ok(_) | Err(_) => {
                // Only the last drawing is missing without it.
                if let Ok(tree) = run.tree().await {
                    self.draw(&tree);
                }
                Ok(())
            }
        }
    }

    /// Draws and answers, for as long as it can.
    async fn attend(&mut self) -> GivenUp {
        let mut misses = 0;
        let mut known = None;
        loop {
            let began = Instant::now();
            match self.look().await {
                Ok(()) => (misses, known) = (0, None),
                // It goes on by itself once its worker has other code.
                Err(Stop::Client(ClientError::Stuck { cause, .. })) if self.patient => {
                    if known.as_ref() != Some(&cause) {
                        self.say(&stuck(self.run.workflow_id(), &cause));
                        known = Some(cause);
                    }
                }
                Err(Stop::GivenUp(given_up)) => return given_up,
                // A server or a worker that is busy; what is lost for good is told by the result.
                Err(Stop::Client(ClientError::Server(error))) if misses < MISSES || self.patient => {
                    misses += 1;
                    if misses == MISSES {
                        let error = one_line(&error.to_string());
                        let error = error.trim_end_matches('.');
                        self.say(&format!("The run does not answer: {error}. Still waiting for it …"));
                    }
                }
                Err(Stop::Client(error)) => return GivenUp::Lost(error),
            }
            // A large tree is asked less often.
            tokio::time::sleep(REFRESH.max(began.elapsed())).await;
        }
    }

    /// Draws what is, and answers what is asked.
    async fn look(&mut self) -> Result<(), Stop> {
        let tree = tokio::select! {
            tree = self.run.tree() => tree?,
            // The server lets a question to such a run wait.
            stuck = seen_stuck(&self.run) => return Err(stuck.into()),
        };
        self.draw(&tree);
        let mut gates = open_gates(&tree);
        gates.retain(|gate| match gate.is_collection() {
            // Its documents are handed in at the children; without anybody to ask, they are waited for. Where the
            // program hands them in, it also knows what is to become of one that has failed.
            true => gate.is_stuck() && (self.asks || (self.submissions && gate.pending.children.is_empty())),
            false => gate.is_review() || self.submissions,
        });
        let Some(next) = gates.iter().position(|gate| !self.left.contains(gate.id())) else {
            if self.asks {
                // What was put off comes round again.
                for review in gates.iter().filter(|gate| gate.is_review() || gate.is_stuck()) {
                    self.left.remove(review.id());
                }
            }
            return Ok(());
        };
        let reviews = gates.iter().filter(|gate| gate.is_review()).count();
        let others = if gates[next].is_stuck() { gates.len() > 1 } else { reviews > 1 };
        self.answer(&gates[next], others).await
    }

    fn draw(&mut self, tree: &RunTree) {
        if !self.silent {
            self.breadcrumb.draw(tree);
        }
    }

    fn say(&mut self, text: &str) {
        if !self.silent {
            self.breadcrumb.pause();
            self.screen.say(text);
        }
    }
}

/// Resolves once the run is known to be stuck.
async fn seen_stuck(run: &UntypedRun) -> ClientError {
    loop {
        tokio::time::sleep(REFRESH * 4).await;
        if let Err(stuck @ ClientError::Stuck { .. }) = run.see_it_go_on().await {
            return stuck;
        }
    }
}

fn stuck(id: &str, cause: &str) -> String {
    let (id, cause) = (shell_word(id), one_line(cause));
    format!(
        "The run is stuck: {cause}. It goes on by itself when its runbook is mended; `cargo ntro replay` shows where a \
         history and the code part, and `cargo ntro act {id} terminate` ends the run. Still waiting for it …"
    )
}
