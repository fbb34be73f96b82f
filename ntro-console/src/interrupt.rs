//! Ctrl-C and SIGTERM.

use std::{fmt, io, process};

use tokio::sync::oneshot;

/// What asked the program to stop.
///
/// ```
/// use ntro_console::Signal;
///
/// assert_eq!((Signal::Interrupt.to_string().as_str(), Signal::Interrupt.exit_code()), ("Ctrl-C", 130));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signal {
    /// Ctrl-C.
    Interrupt,
    /// `kill`, or a shutdown of the machine.
    Terminate,
}

impl Signal {
    /// As shells report it: 128 and the number of the signal.
    #[must_use]
    pub fn exit_code(self) -> u8 {
        match self {
            Self::Interrupt => 128 + 2,
            Self::Terminate => 128 + 15,
        }
    }
}

impl fmt::Display for Signal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Interrupt => "Ctrl-C",
            Self::Terminate => "SIGTERM",
        })
    }
}

/// The signals from now on. The first is for the program, which ends everything in order; the second
/// ends the process at once, and what is tied to it ends by itself.
///
/// ```no_run
/// # async fn example(work: impl Future<Output = ()>) -> std::io::Result<()> {
/// use ntro_console::Interrupt;
///
/// tokio::select! {
///     () = work => println!("done"),
///     signal = Interrupt::listen()?.first() => println!("stopped by {signal}"),
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct Interrupt {
    first: oneshot::Receiver<Signal>,
}

impl Interrupt {
    /// From now on. Needs a Tokio runtime.
    ///
    /// # Errors
    /// When the system lets nobody listen.
    pub fn listen() -> io::Result<Self> {
        let mut signals = Signals::listen()?;
        let (sender, first) = oneshot::channel();
        tokio::spawn(async move {
            // The program may be over with it already.
            let _ = sender.send(signals.next().await);
            process::exit(signals.next().await.exit_code().into());
        });
        Ok(Self { first })
    }

    /// The first one.
    pub async fn first(self) -> Signal {
        match self.first.await {
            Ok(signal) => signal,
            // Nobody listens any more.
            Err(_) => std::future::pending().await,
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
    fn listen() -> io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self { interrupt: signal(SignalKind::interrupt())?, terminate: signal(SignalKind::terminate())? })
    }

    async fn next(&mut self) -> Signal {
        tokio::select! {
            _ = self.interrupt.recv() => Signal::Interrupt,
            _ = self.terminate.recv() => Signal::Terminate,
        }
    }
}

#[cfg(not(unix))]
struct Signals;

#[cfg(not(unix))]
impl Signals {
    fn listen() -> io::Result<Self> {
        Ok(Self)
    }

    async fn next(&mut self) -> Signal {
        match tokio::signal::ctrl_c().await {
            Ok(()) => Signal::Interrupt,
            Err(_) => std::future::pending().await,
        }
    }
}
