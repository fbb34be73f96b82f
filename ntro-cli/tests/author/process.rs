//! Processes, and waiting for what they do.

use std::fmt::Debug;
use std::process::Command;
use std::time::{Duration, Instant};

/// How long a condition may take before a test fails: longer than the Temporal SDK takes to compile.
pub(crate) const PATIENCE: Duration = Duration::from_secs(3600);

/// Asks until there is an answer.
pub(crate) fn eventually<T>(what: impl Debug, mut ask: impl FnMut() -> Option<T>) -> T {
    let deadline = Instant::now() + PATIENCE;
    loop {
        if let Some(answer) = ask() {
            return answer;
        }
        assert!(Instant::now() < deadline, "never happened: {what:?}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// Sends a signal, as `kill -TERM` does.
pub(crate) fn signal(name: &str, id: u32) {
    let status = Command::new("kill").args([format!("-{name}"), id.to_string()]).status();
    assert!(status.expect("`kill` runs").success(), "cannot send {name} to {id}");
}

/// The process groups that children of that process lead. A child without one is a short question to Cargo.
pub(crate) fn groups_of(parent: u32) -> Vec<u32> {
    let leads = |process: &Process| process.parent == parent && process.id == process.group;
    processes().iter().filter(|process| leads(process)).map(|process| process.group).collect()
}

/// Whether a process of the group runs. One that only waits to be taken off the list does not.
pub(crate) fn runs(group: u32) -> bool {
    processes().iter().any(|process| process.group == group)
}

struct Process {
    id: u32,
    parent: u32,
    group: u32,
}

fn processes() -> Vec<Process> {
    let listed = Command::new("ps").args(["-A", "-o", "pid=,ppid=,pgid=,stat="]).output().expect("`ps` runs");
    let text = String::from_utf8_lossy(&listed.stdout).into_owned();
    let running = text.lines().filter_map(|line| {
        let mut fields = line.split_whitespace();
        let mut number = || fields.next()?.parse().ok();
        let process = Process { id: number()?, parent: number()?, group: number()? };
        (!fields.next()?.starts_with('Z')).then_some(process)
    });
    running.collect()
}
