//! A running `cargo ntro dev`, and what it tells.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, ChildStderr, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde_json::Value;

use crate::package::Package;
use crate::process::{PATIENCE, eventually, signal};
use crate::program::ntro;

/// The right to have sessions, which one test at a time has: each session looks for the same usual ports, and those of
/// another test would take what this one has just given up.
pub(crate) struct UsualPorts {
    _held: MutexGuard<'static, ()>,
}

impl UsualPorts {
    /// Waits for its turn.
    pub(crate) fn own() -> Self {
        static TURN: Mutex<()> = Mutex::new(());
        Self { _held: TURN.lock().unwrap_or_else(PoisonError::into_inner) }
    }
}

/// A running `cargo ntro dev`. It is killed when it is dropped.
pub(crate) struct Session {
    child: Child,
    told: Receiver<Value>,
    complained: Arc<Mutex<String>>,
}

impl Session {
    /// Starts it in that package.
    pub(crate) fn start(package: &Package, options: &[&str]) -> Self {
        Self::of(ntro(package.directory(), &[&["dev", "--json"], options].concat()))
    }

    /// Starts it by that command.
    pub(crate) fn of(mut command: Command) -> Self {
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it runs");
        let complained = overheard(child.stderr.take().expect("it is piped"));
        let lines = BufReader::new(child.stdout.take().expect("it is piped")).lines();
        let (sender, told) = channel();
        std::thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                let news: Value = serde_json::from_str(&line).expect("it tells JSON");
                // The test may be over.
                let _ = sender.send(news);
            }
        });
        Self { child, told, complained }
    }

    /// Its process.
    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// The next news, which is to be that.
    pub(crate) fn hears(&mut self, event: &str) -> Value {
        let news = self.told.recv_timeout(PATIENCE).unwrap_or_else(|error| panic!("no {event}: {error}"));
        assert_eq!(news["event"], event, "{news}");
        news
    }

    /// What it has written to standard error so far: its own words, Cargo's and the worker's.
    pub(crate) fn complained(&self) -> String {
        self.complained.lock().expect("no panic").clone()
    }

    /// Sends it a signal.
    pub(crate) fn is_sent(&self, name: &str) {
        signal(name, self.id());
    }

    /// Waits for its end, and gives its exit status.
    pub(crate) fn ends(&mut self) -> Option<i32> {
        eventually("the end of the session", || self.child.try_wait().expect("it is ours")).code()
    }
}

/// Everything that comes out of the pipe, which whoever reads about a failed test sees as well.
fn overheard(pipe: ChildStderr) -> Arc<Mutex<String>> {
    let heard = Arc::new(Mutex::new(String::new()));
    let all = Arc::clone(&heard);
    std::thread::spawn(move || {
        for line in BufReader::new(pipe).lines().map_while(Result::ok) {
            eprintln!("{line}");
            let mut all = all.lock().expect("no panic");
            all.push_str(&line);
            all.push('\n');
        }
    });
    heard
}

impl Drop for Session {
    fn drop(&mut self) {
        // It may have ended.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
