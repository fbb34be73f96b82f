//! Ctrl-C and SIGTERM, for commands that end what they have started in order.

use std::process;

use tokio::sync::oneshot;

use crate::failure::Failure;

/// As shells report a process that Ctrl-C has ended.
const INTERRUPTED: i32 = 130;

/// The signals from now on. The first is for the command, which ends everything in order; the second
/// ends the process at once, and what is tied to it ends by itself.
#[derive(Debug)]
pub(crate) struct Interrupt {
    first: oneshot::Receiver<()>,
}

impl Interrupt {
    /// From now on.
    pub(crate) fn listen() -> Result<Self, Failure> {
        let mut signals = Signals::listen()
            .map_err(|error| Failure::failed(format!("the system lets nobody listen to Ctrl-C: {error}")))?;
        let (sender, first) = oneshot::channel();
        tokio::spawn(async move {
            signals.next().await;
            // The command may be over already.
            let _ = sender.send(());
            signals.next().await;
            process::exit(INTERRUPTED);
        });
        Ok(Self { first })
    }

    /// The first one.
    pub(crate) async fn first(self) {
        if self.first.await.is_err() {
            // Nobody listens any more.
            std::future::pending::<()>().await;
        }
    }
}

#[cfg(unix)]
struct Signals {
    interrupt: tokio::signal::unix::Signal,
    terminate: tokio::signal::unix::Signal,
}

#[cfg(unix)]
impl Signals {
    fn listen() -> std::io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self { interrupt: signal(SignalKind::interrupt())?, terminate: signal(SignalKind::terminate())? })
    }

    async fn next(&mut self) {
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.terminate.recv() => {}
        }
    }
}

#[cfg(not(unix))]
struct Signals;

#[cfg(not(unix))]
impl Signals {
    fn listen() -> std::io::Result<Self> {
        Ok(Self)
    }

    async fn next(&mut self) {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}
