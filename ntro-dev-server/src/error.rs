//! Everything that can go wrong, with what to do about it.

use std::fmt;
use std::io;
use std::path::PathBuf;
use std::time::Duration;

/// Why there is no usable CLI, or no running server.
///
/// ```no_run
/// # async fn example() {
/// use ntro_dev_server::{DevServer, Error};
///
/// match DevServer::builder().port(7233).start().await {
///     Ok(server) => println!("{}", server.address()),
///     Err(Error::PortUnavailable { .. }) => println!("is a dev server running already?"),
///     Err(error) => println!("{error}"),
/// }
/// # }
/// ```
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The CLI that was named explicitly cannot be used. It is not passed over in silence, since
    /// somebody meant it.
    #[error(
        "NTRO_TEMPORAL_CLI names {}, but {rejection}. Let it name a Temporal CLI 1.9 or newer, or \
         unset it to have one found or fetched",
        path.display()
    )]
    ExplicitCli {
        /// The file that was named.
        path: PathBuf,
        /// What is wrong with it.
        rejection: Rejection,
    },
    /// No place had a usable CLI, and none could be fetched.
    #[error("{}", no_usable_cli(attempts))]
    NoUsableCli {
        /// The places that were tried, in order.
        attempts: Vec<Attempt>,
    },
    /// The port that was asked for cannot be listened on, or the system has none to give.
    #[error(
        "cannot listen on 127.0.0.1:{}: {source}. Stop what listens there, or name no port to \
         have a free one chosen",
        port.map_or_else(|| "(any port)".to_owned(), |port| port.to_string())
    )]
    PortUnavailable {
        /// The port that was asked for; `None` when any would have done.
        port: Option<u16>,
        /// The operating system's reason.
        source: io::Error,
    },
    /// The operating system did not start the server's process.
    #[error(
        "cannot start {}: {source}. Start a Temporal server 1.32 or newer by hand and point \
         TEMPORAL_ADDRESS at it",
        program.display()
    )]
    Spawn {
        /// The program that was to run.
        program: PathBuf,
        /// The operating system's reason.
        source: io::Error,
    },
    /// The server has ended without being asked to.
    #[error("the Temporal dev server has ended by itself ({status}). Its last lines:\n{log}")]
    Exited {
        /// Its exit status, as the operating system words it.
        status: String,
        /// The last lines that it wrote.
        log: String,
    },
    /// The server runs, but did not become healthy in time.
    #[error(
        "the Temporal dev server at {address} was not healthy after {} s; \
         `DevServerBuilder::start_timeout` gives it longer. Its last lines:\n{log}",
        waited.as_secs_f32()
    )]
    Unhealthy {
        /// Where it was to listen.
        address: String,
        /// How long it was waited for.
        waited: Duration,
        /// The last lines that it wrote.
        log: String,
    },
    /// The server was told to end, and did not.
    #[error("the Temporal dev server (process {pid}) does not end. End it with `kill -9 {pid}`")]
    StillRunning {
        /// The server's process id.
        pid: u32,
    },
}

/// Why a CLI that was found cannot be used.
///
/// ```
/// let rejection = ntro_dev_server::Rejection::TooOld { found: "1.31".to_owned() };
/// assert_eq!(rejection.to_string(), "its server is 1.31, and 1.32 or newer is needed");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Rejection {
    /// Its server lacks what this project builds on.
    #[error("its server is {found}, and {} or newer is needed", crate::version::MINIMUM)]
    TooOld {
        /// The server's version.
        found: String,
    },
    /// It does not run, or not to a good end.
    #[error("`--version` does not run: {reason}")]
    DoesNotRun {
        /// What happened instead.
        reason: String,
    },
    /// It runs, but does not answer as the Temporal CLI does.
    #[error("`--version` names no Temporal server: {output:?}")]
    NotTemporal {
        /// What it answered.
        output: String,
    },
}

/// One place where a CLI was looked for, and why that gave none.
///
/// ```
/// # fn example(error: ntro_dev_server::Error) {
/// if let ntro_dev_server::Error::NoUsableCli { attempts } = error {
///     for attempt in attempts {
///         println!("{}: {}", attempt.place(), attempt.outcome());
///     }
/// }
/// # }
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attempt {
    place: &'static str,
    outcome: String,
}

impl Attempt {
    pub(crate) fn new(place: &'static str, outcome: impl fmt::Display) -> Self {
        Self { place, outcome: outcome.to_string() }
    }

    /// The place, in a word or two.
    ///
    /// ```
    /// # fn example(attempt: &ntro_dev_server::Attempt) {
    /// let place: &str = attempt.place();
    /// # }
    /// ```
    #[must_use]
    pub fn place(&self) -> &str {
        self.place
    }

    /// What was found there, or what went wrong.
    ///
    /// ```
    /// # fn example(attempt: &ntro_dev_server::Attempt) {
    /// let outcome: &str = attempt.outcome();
    /// # }
    /// ```
    #[must_use]
    pub fn outcome(&self) -> &str {
        &self.outcome
    }
}

fn no_usable_cli(attempts: &[Attempt]) -> String {
    let mut message = "no usable Temporal CLI. Tried:\n".to_owned();
    for Attempt { place, outcome } in attempts {
        let indented = outcome.trim_end().replace('\n', "\n    ");
        message.push_str(&format!("  - {place}: {indented}\n"));
    }
    message.push_str(
        "By hand, any one of these will do: install the Temporal CLI 1.9 or newer (server 1.32 or \
         newer) on PATH; let NTRO_TEMPORAL_CLI name it; or start a server yourself and point \
         TEMPORAL_ADDRESS at it",
    );
    message
}
