//! A process that cannot outlive the one that started it.

use std::io;
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};

use tokio::sync::watch;

/// A running process that ends when this handle is dropped or the calling process ends in any
/// way, SIGKILL included.
///
/// It is bound to no async runtime: it runs on, and can be waited for, when the runtime it was
/// started in is gone. It has a process group of its own, so that a Ctrl-C at the terminal reaches
/// only the caller, and ends with all that it has started: politely at first, after five seconds by
/// force. Its standard input is empty.
///
/// ```no_run
/// # async fn example() -> std::io::Result<()> {
/// use std::process::{Command, Stdio};
/// use ntro_dev_server::Tether;
///
/// let worker = Tether::spawn(&Command::new("worker"), Stdio::inherit(), Stdio::inherit())?;
/// println!("process {} runs", worker.pid());
/// worker.end().await?;
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct Tether {
    pid: u32,
    exit: watch::Receiver<Option<ExitStatus>>,
    /// The write end of the watchdog's pipe. It is only ever closed, never written to.
    _lifeline: ChildStdin,
}

impl Tether {
    /// Starts the command's program with its arguments, its working directory and the variables that
    /// it sets or removes.
    ///
    /// # Errors
    /// The operating system's, and always one where it is neither Linux nor macOS. A program that is
    /// not there is none: the process then ends at once with status 127 and says so.
    ///
    /// ```no_run
    /// # fn example() -> std::io::Result<()> {
    /// use std::process::{Command, Stdio};
    ///
    /// let mut command = Command::new("worker");
    /// command.env("TEMPORAL_ADDRESS", "127.0.0.1:7233");
    /// let worker = ntro_dev_server::Tether::spawn(&command, Stdio::null(), Stdio::inherit())?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn spawn(command: &Command, stdout: Stdio, stderr: Stdio) -> io::Result<Self> {
        let mut watched = watched(command)?;
        let mut child = watched.stdin(Stdio::piped()).stdout(stdout).stderr(stderr).spawn()?;
        let lifeline = child.stdin.take().ok_or(io::ErrorKind::BrokenPipe)?;
        Ok(Self { pid: child.id(), exit: reap(child)?, _lifeline: lifeline })
    }

    /// The process's id, which is also the id of its process group.
    ///
    /// ```no_run
    /// # fn example(worker: &ntro_dev_server::Tether) {
    /// println!("process {}", worker.pid());
    /// # }
    /// ```
    #[must_use]
    pub fn pid(&self) -> u32 {
        self.pid
    }

    /// Whether the process has not ended yet.
    ///
    /// ```no_run
    /// # fn example(worker: &ntro_dev_server::Tether) {
    /// assert!(worker.is_running());
    /// # }
    /// ```
    #[must_use]
    pub fn is_running(&self) -> bool {
        // Without a sender the process has ended as well: the waiting for it has failed.
        self.exit.borrow().is_none() && self.exit.has_changed().is_ok()
    }

    /// Waits until the process has ended by itself.
    ///
    /// # Errors
    /// If its exit status was taken by other code of this process.
    ///
    /// ```no_run
    /// # async fn example(worker: &ntro_dev_server::Tether) -> std::io::Result<()> {
    /// println!("the worker ended with {}", worker.exited().await?);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn exited(&self) -> io::Result<ExitStatus> {
        exit_of(self.exit.clone()).await
    }

    /// Ends the process, politely at first, and waits until it is gone.
    ///
    /// # Errors
    /// As [`Tether::exited`].
    ///
    /// ```no_run
    /// # async fn example(worker: ntro_dev_server::Tether) -> std::io::Result<()> {
    /// worker.end().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn end(self) -> io::Result<ExitStatus> {
        let exit = self.exit.clone();
        drop(self);
        exit_of(exit).await
    }
}

async fn exit_of(mut exit: watch::Receiver<Option<ExitStatus>>) -> io::Result<ExitStatus> {
    let status = exit.wait_for(Option::is_some).await.ok().and_then(|status| *status);
    status.ok_or_else(|| io::Error::other("its exit status was taken by other code"))
}

/// Waits for the process on a thread of its own, so that it never stays behind as a zombie.
fn reap(mut child: Child) -> io::Result<watch::Receiver<Option<ExitStatus>>> {
    let (sender, receiver) = watch::channel(None);
    std::thread::Builder::new().name("ntro-dev-server".to_owned()).spawn(move || {
        if let Ok(status) = child.wait() {
            sender.send_replace(Some(status));
        }
    })?;
    Ok(receiver)
}

/// The command, run beside its watchdog, in its own process group: a Ctrl-C in the terminal
/// reaches only the caller, which then ends the process in its own order.
#[cfg(unix)]
fn watched(command: &Command) -> io::Result<Command> {
    use std::os::unix::process::CommandExt;

    let mut watched = Command::new("/bin/sh");
    watched.args(["-c", include_str!("watchdog.sh"), "ntro-watchdog"]);
    watched.arg(command.get_program()).args(command.get_args());
    if let Some(directory) = command.get_current_dir() {
        watched.current_dir(directory);
    }
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => watched.env(name, value),
            None => watched.env_remove(name),
        };
    }
    watched.process_group(0);
    Ok(watched)
}

#[cfg(not(unix))]
fn watched(_command: &Command) -> io::Result<Command> {
    Err(io::Error::new(
        io::ErrorKind::Unsupported,
        "only on Linux and macOS can a process be tied to this one",
    ))
}
