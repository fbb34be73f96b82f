//! No server outlives the process that started it, however that one ends.
//!
//! Each test runs this very test binary again as the process that holds a server, ends it, and
//! watches the server go.

#![cfg(unix)]

#[path = "support/process.rs"]
mod process;

use std::error::Error as StdError;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, ExitStatus, Stdio};

use ntro_dev_server::DevServer;

type TestResult = Result<(), Box<dyn StdError>>;

const ENDING: &str = "NTRO_TEST_ENDING";
const REPORT: &str = "holding ";

/// The process that holds a server, and the server.
struct Holder {
    process: Child,
    server_pid: u32,
    address: String,
}

impl Holder {
    /// Starts it in a process group of its own, as a shell does with a command in a terminal.
    fn start(ending: &str) -> Result<Self, Box<dyn StdError>> {
        let mut process = Command::new(std::env::current_exe()?)
            .args(["--exact", "holder", "--nocapture"])
            .env(ENDING, ending)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .process_group(0)
            .spawn()?;
        let stderr = process.stderr.take().ok_or("no stderr")?;
        let mut told = Vec::new();
        for line in BufReader::new(stderr).lines() {
            let line = line?;
            if let Some((pid, address)) = line.strip_prefix(REPORT).and_then(|r| r.split_once(' ')) {
                return Ok(Self { process, server_pid: pid.parse()?, address: address.to_owned() });
            }
            told.push(line);
        }
        Err(format!("the holder started no server: {told:?}").into())
    }

    fn runs(&self) -> std::io::Result<bool> {
        Ok(process::group_runs(self.server_pid)? && TcpStream::connect(&self.address).is_ok())
    }

    /// Sees the holder end, and then the server and its watchdog.
    fn ends(
        mut self,
        end: impl FnOnce(&mut Child) -> std::io::Result<()>,
    ) -> Result<ExitStatus, Box<dyn StdError>> {
        assert!(self.runs()?, "the server runs while it is held");
        end(&mut self.process)?;
        let status = self.process.wait()?;
        let gone = || Ok(!process::group_runs(self.server_pid)?);
        assert!(process::eventually(gone)?, "the server outlives its holder");
        assert!(TcpStream::connect(&self.address).is_err(), "its port is still open");
        Ok(status)
    }
}

/// What the other tests run as a process. Without an ending in its environment it holds nothing.
#[tokio::test(flavor = "multi_thread")]
async fn holder() -> TestResult {
    let Ok(ending) = std::env::var(ENDING) else {
        return Ok(());
    };
    let server = DevServer::builder().start().await?;
    eprintln!("{REPORT}{} {}", server.pid(), server.address());
    if ending == "ctrl-c" {
        tokio::signal::ctrl_c().await?;
        assert!(server.is_running(), "Ctrl-C reaches the holder alone");
        server.stop().await?;
        return Ok(());
    }
    tokio::task::spawn_blocking(|| std::io::stdin().read_line(&mut String::new())).await??;
    match ending.as_str() {
        "panic" => panic!("on purpose"),
        "abort" => std::process::abort(),
        "exit" => std::process::exit(0),
        "leak" => std::mem::forget(server),
        other => panic!("no such ending: {other}"),
    }
    Ok(())
}

/// Lets the holder come to the ending that it was started with.
fn go_on(holder: &mut Child) -> std::io::Result<()> {
    holder.stdin.take().map_or(Ok(()), |mut stdin| stdin.write_all(b"\n"))
}

/// Not by INT and HUP: a process that was started in the background, or by `nohup`, ignores those.
#[test]
fn killed_by_signal() -> TestResult {
    for signal in ["KILL", "TERM"] {
        let status = Holder::start("exit")?.ends(|holder| process::signal(signal, holder.id().into()))?;
        assert!(!status.success(), "{signal}: {status}");
    }
    Ok(())
}

#[test]
fn panicking_aborting_exiting_or_leaking() -> TestResult {
    for (ending, success) in [("panic", false), ("abort", false), ("exit", true), ("leak", true)] {
        let status = Holder::start(ending)?.ends(go_on)?;
        assert_eq!(status.success(), success, "{ending}: {status}");
    }
    Ok(())
}

#[test]
fn ctrl_c_in_a_terminal_lets_the_holder_stop_it() -> TestResult {
    let status = Holder::start("ctrl-c")?.ends(|holder| process::signal("INT", -i64::from(holder.id())))?;
    assert!(status.success(), "{status}");
    Ok(())
}

#[test]
fn killed_while_the_server_starts() -> TestResult {
    let mut holder = Command::new(std::env::current_exe()?)
        .args(["--exact", "holder", "--nocapture"])
        .env(ENDING, "exit")
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    let id = holder.id();
    let mut group = None;
    process::eventually(|| {
        group = child_group(id)?;
        Ok(group.is_some())
    })?;
    process::signal("KILL", id.into())?;
    holder.wait()?;
    let group = group.ok_or("the holder started nothing")?;
    assert!(process::eventually(|| Ok(!process::group_runs(group)?))?, "it outlives its holder");
    Ok(())
}

/// A child of the process that leads its own process group, as a server does from its first
/// moment.
fn child_group(parent: u32) -> std::io::Result<Option<u32>> {
    let listed = Command::new("ps").args(["-A", "-o", "ppid=,pid=,pgid="]).output()?;
    let text = String::from_utf8_lossy(&listed.stdout).into_owned();
    Ok(text.lines().find_map(|line| {
        let ids: Vec<u32> = line.split_whitespace().filter_map(|id| id.parse().ok()).collect();
        match ids[..] {
            [ppid, pid, pgid] if ppid == parent && pid == pgid => Some(pid),
            _ => None,
        }
    }))
}
