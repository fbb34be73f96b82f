//! Why a history does not replay.

use std::fmt::{self, Display, Formatter};

use serde::{Deserialize, Serialize};

/// Why a history does not replay on the code as it is now.
///
/// ```
/// use ntro_workflow::worker::{Registry, ReplayFailure};
/// # use ntro_workflow::prelude::*;
/// # #[derive(Default)] struct Close;
/// # #[ntro_workflow(slug = "nav-close")] impl Close {
/// #     #[run] async fn run(_ctx: &Ctx<Self>) -> RunbookResult<()> { Ok(()) }
/// # }
/// # async fn example(history: ntro_workflow::worker::History) -> Result<(), Box<dyn std::error::Error>> {
/// let replayer = Registry::new().register::<Close>().replayer()?;
/// match replayer.replay(vec![history]).await.remove(0) {
///     Ok(()) => println!("it replays"),
///     Err(ReplayFailure::Parted(parting)) => println!("not in step {:?}", parting.step),
///     Err(failure) => println!("{failure}"),
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[non_exhaustive]
pub enum ReplayFailure {
    /// The code does something else than the run did: a run in flight would be stuck.
    #[error("{0}")]
    Parted(Box<Parting>),
    /// The code cannot be run, whatever the history says: it waits for something that is not of the run, such
    /// as a timer of the runtime, or panics where the framework cannot catch it.
    #[error("the workflow task fails: {message}")]
    TaskFailed {
        /// What the SDK says of it.
        message: String,
    },
    /// No runbook of that workflow type is registered.
    #[error("it is a history of `{workflow_type}`, which is not registered here; {}", registered(known))]
    NotRegistered {
        /// The workflow type of the history.
        workflow_type: String,
        /// The registered ones, sorted.
        known: Vec<String>,
    },
    /// What should be a history is none.
    #[error("{message}")]
    Unreadable {
        /// Why not, and what to do.
        message: String,
    },
    /// The replay itself could not be done.
    #[error("it could not be replayed: {message}")]
    NotReplayed {
        /// Why not.
        message: String,
    },
}

/// Where history and code part.
///
/// ```
/// use ntro_workflow::worker::Parting;
///
/// let parting = Parting {
///     step: Some("post".into()),
///     event: Some(11),
///     history: Some("the activity `ledger.post`".into()),
///     code: Some("the activity `ledger.book`".into()),
///     message: "Activity type of scheduled event does not match".into(),
/// };
/// assert!(parting.to_string().starts_with("history and code part in step `post`: "));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parting {
    /// The step, by its name; by its title, if no step has that title any more. Not known of what is done
    /// outside any step.
    pub step: Option<String>,
    /// The event of the history that the code does not do.
    pub event: Option<i64>,
    /// What the run did there; nothing, if it did not do any more.
    pub history: Option<String>,
    /// What the code does instead; nothing, if it only waits.
    pub code: Option<String>,
    /// What the SDK says of it.
    pub message: String,
}

impl Display for Parting {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match &self.step {
            Some(step) => write!(f, "history and code part in step `{step}`: ")?,
            None => f.write_str("history and code part outside any step: ")?,
        }
        match (&self.history, self.event) {
            (Some(history), Some(event)) => write!(f, "the history has {history} (event {event}), ")?,
            (Some(history), None) => write!(f, "the history has {history}, ")?,
            (None, _) => f.write_str("the history has nothing more there, ")?,
        }
        match &self.code {
            Some(code) => write!(f, "the code now has {code}")?,
            None => f.write_str("the code now does nothing there")?,
        }
        write!(f, "; runs in flight need what they have begun with, behind `ctx.patched` ({})", self.message)
    }
}

fn registered(known: &[String]) -> String {
    match known {
        [] => "there are no runbooks".to_owned(),
        known => format!("there are `{}`", known.join("`, `")),
    }
}
