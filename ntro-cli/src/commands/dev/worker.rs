//! The worker's process.

use std::io;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant, SystemTime};

use ntro_dev_server::{DevServer, Tether};

use crate::failure::Failure;
use crate::surroundings;

/// What a worker is started with.
#[derive(Clone, Debug)]
pub(super) struct Surroundings {
    address: String,
    namespace: String,
    task_queue: Option<String>,
}

/// A running worker. It does not outlive this process.
#[derive(Debug)]
pub(super) struct Worker {
    process: Tether,
    built: Option<SystemTime>,
    born: Instant,
}

/// How long to wait before a worker that ends by itself is started again: longer each time.
#[derive(Debug, Default)]
pub(super) struct Backoff {
    ends: u32,
}

impl Surroundings {
    pub(super) fn of(server: &DevServer, task_queue: Option<String>) -> Self {
        Self { address: server.address().to_owned(), namespace: server.namespace().to_owned(), task_queue }
    }

    fn command(&self, executable: &Path) -> Command {
        let mut command = surroundings::command(executable, &self.address, &self.namespace);
        if let Some(task_queue) = &self.task_queue {
            command.env("NTRO_TASK_QUEUE", task_queue);
        }
        command
    }
}

impl Worker {
    /// Starts it. What it writes goes to standard error.
    pub(super) fn start(executable: &Path, surroundings: &Surroundings) -> Result<Self, Failure> {
        let command = surroundings.command(executable);
        let process = Tether::spawn(&command, Stdio::from(io::stderr()), Stdio::inherit());
        let process = process
            .map_err(|error| Failure::failed(format!("cannot start {}: {error}", executable.display())))?;
        Ok(Self { process, built: built(executable), born: Instant::now() })
    }

    /// Whether it runs what is built there now.
    pub(super) fn is_up_to_date(&self, executable: &Path) -> bool {
        self.process.is_running() && self.built.is_some() && self.built == built(executable)
    }

    /// The id of its process.
    pub(super) fn id(&self) -> u32 {
        self.process.pid()
    }

    /// How long ago it was started.
    pub(super) fn age(&self) -> Duration {
        self.born.elapsed()
    }

    /// Waits until it has ended by itself, and tells how.
    pub(super) async fn exited(&self) -> String {
        match self.process.exited().await {
            Ok(status) => status.to_string(),
            Err(error) => error.to_string(),
        }
    }

    /// Ends it: it lets go of what it polls and has five seconds for what is under way.
    pub(super) async fn end(self) {
        // How it ends matters to nobody any more.
        let _ = self.process.end().await;
    }
}

/// When the executable was built.
fn built(executable: &Path) -> Option<SystemTime> {
    executable.metadata().and_then(|metadata| metadata.modified()).ok()
}

impl Backoff {
    /// After one more end. One that comes after a long life counts as the first.
    pub(super) fn after(&mut self, lived: Duration) -> Duration {
        const LONG: Duration = Duration::from_secs(60);
        self.ends = if lived > LONG { 1 } else { self.ends.saturating_add(1) };
        Duration::from_secs(1 << self.ends.saturating_sub(1).min(5))
    }

    /// After a change, which may have mended it.
    pub(super) fn forget(&mut self) {
        self.ends = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_worker_that_ends_again_and_again_is_given_longer_and_longer() {
        let mut backoff = Backoff::default();
        let short = Duration::from_millis(5);
        let waits: Vec<u64> = (0..8).map(|_| backoff.after(short).as_secs()).collect();
        assert_eq!(waits, [1, 2, 4, 8, 16, 32, 32, 32]);
        assert_eq!(backoff.after(Duration::from_secs(600)).as_secs(), 1, "after a long life");
        backoff.after(short);
        backoff.forget();
        assert_eq!(backoff.after(short).as_secs(), 1, "after a change");
    }
}
