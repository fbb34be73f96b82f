//! Processes, and waiting for what they do.

use std::fmt::Debug;
use std::io::Read;
use std::process::{Child, Command, ExitStatus};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// How long a condition may take before a test fails: far longer than any machine needs.
const PATIENCE: Duration = Duration::from_secs(120);

/// Asks until there is an answer.
///
/// # Panics
/// When there is none after two minutes.
pub fn eventually<T>(what: impl Debug, mut ask: impl FnMut() -> Option<T>) -> T {
    let deadline = Instant::now() + PATIENCE;
    loop {
        if let Some(answer) = ask() {
            return answer;
        }
        assert!(Instant::now() < deadline, "never happened: {what:?}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// Asks until there is an answer, and lets others work meanwhile.
///
/// # Panics
/// When there is none after two minutes.
pub async fn soon<T>(what: impl Debug, mut ask: impl AsyncFnMut() -> Option<T>) -> T {
    let asked = async {
        loop {
            if let Some(answer) = ask().await {
                return answer;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(PATIENCE, asked).await.unwrap_or_else(|_| panic!("never happened: {what:?}"))
}

/// A process that is killed when it is dropped.
pub struct Process(Child);

impl Process {
    /// Starts it.
    pub fn start(command: &mut Command) -> Self {
        Self(command.spawn().unwrap_or_else(|error| panic!("{command:?}: {error}")))
    }

    /// Its id.
    pub fn id(&self) -> u32 {
        self.0.id()
    }

    /// The child itself, for its pipes.
    pub fn child(&mut self) -> &mut Child {
        &mut self.0
    }

    /// Waits until it has ended.
    pub fn ends(&mut self) -> ExitStatus {
        eventually(format!("the end of {}", self.id()), || self.0.try_wait().expect("it is ours"))
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It may have ended.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// What comes out of a pipe, while it comes.
#[derive(Clone, Default)]
pub struct Heard(Arc<Mutex<Vec<u8>>>);

impl Heard {
    /// Listens on a thread of its own until the pipe closes.
    pub fn from(mut pipe: impl Read + Send + 'static) -> Self {
        let heard = Self::default();
        let mut part = [0; 4096];
        let bytes = Arc::clone(&heard.0);
        std::thread::spawn(move || {
            while let Ok(count @ 1..) = pipe.read(&mut part) {
                bytes.lock().expect("no panic").extend_from_slice(&part[..count]);
            }
        });
        heard
    }

    /// All of it so far.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.0.lock().expect("no panic")).into_owned()
    }

    /// Whether the pipe has closed.
    pub fn is_complete(&self) -> bool {
        Arc::strong_count(&self.0) == 1
    }
}

/// Sends a signal, as `kill -TERM` does.
pub fn signal(name: &str, id: u32) {
    let status = Command::new("kill").args([format!("-{name}"), id.to_string()]).status();
    assert!(status.expect("`kill` runs").success(), "cannot send {name} to {id}");
}

/// The processes whose parent that is, without those that only wait to be taken off the list.
pub fn children(parent: u32) -> Vec<u32> {
    let listed = Command::new("ps").args(["-A", "-o", "ppid=,pid=,stat="]).output().expect("`ps` runs");
    let text = String::from_utf8_lossy(&listed.stdout).into_owned();
    let children = text.lines().filter_map(|line| {
        let mut fields = line.split_whitespace();
        let (ppid, pid) = (fields.next()?.parse::<u32>().ok()?, fields.next()?.parse().ok()?);
        (ppid == parent && !fields.next()?.starts_with('Z')).then_some(pid)
    });
    children.collect()
}

/// Whether it runs.
pub fn runs(id: u32) -> bool {
    let listed = Command::new("ps").args(["-o", "stat=", "-p", &id.to_string()]).output().expect("`ps` runs");
    let stat = String::from_utf8_lossy(&listed.stdout).trim().to_owned();
    !stat.is_empty() && !stat.starts_with('Z')
}
