//! Asking the operating system about processes.

use std::io;
use std::process::Command;
use std::time::{Duration, Instant};

/// Sends a signal to a process, or with a negative id to a process group.
pub(crate) fn signal(name: &str, id: i64) -> io::Result<()> {
    let sent = Command::new("kill").arg(format!("-{name}")).arg("--").arg(id.to_string()).status()?;
    match sent.success() {
        true => Ok(()),
        false => Err(io::Error::other(format!("cannot send {name} to {id}"))),
    }
}

/// Whether a process of the group runs. A zombie does not: only its parent's `wait` is missing.
pub(crate) fn group_runs(group: u32) -> io::Result<bool> {
    let listed = Command::new("ps").args(["-A", "-o", "pgid=,stat="]).output()?;
    let group = group.to_string();
    Ok(String::from_utf8_lossy(&listed.stdout).lines().any(|line| {
        let mut fields = line.split_whitespace();
        fields.next() == Some(&group) && fields.next().is_some_and(|stat| !stat.starts_with('Z'))
    }))
}

/// Polls until the condition holds; `false` when it does not within 20 seconds.
pub(crate) fn eventually(mut condition: impl FnMut() -> io::Result<bool>) -> io::Result<bool> {
    let deadline = Instant::now() + Duration::from_secs(20);
    while !condition()? {
        if Instant::now() > deadline {
            return Ok(false);
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    Ok(true)
}
