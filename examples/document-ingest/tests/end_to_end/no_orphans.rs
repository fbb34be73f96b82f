//! The server that the command started goes with it.

use std::net::TcpStream;

use crate::desk::Desk;
use crate::process::{children, eventually, runs, signal};
use crate::program::bare;
use crate::terminal::Terminal;

/// Opens the command at a terminal with a server of its own, and stops it while it waits at the gate.
fn stopped(stop: impl FnOnce(&mut Terminal), code: i32, told: &str) {
    let desk = Desk::new();
    let mut command = bare();
    command.arg(desk.lay_sample()).arg("--data").arg(desk.data());
    let mut terminal = Terminal::open(&command);
    terminal.shows("Temporal runs at ");
    let address = terminal.shows("\r\n").trim().to_owned();
    terminal.shows("[r]eject?");
    let server = children(terminal.program());
    assert!(!server.is_empty() && TcpStream::connect(&address).is_ok(), "the server runs at the gate");

    stop(&mut terminal);

    let (ended, rest) = terminal.ends();
    assert_eq!(ended, Some(code), "{rest}");
    assert!(rest.contains(told) && rest.contains("nothing was committed"), "{rest}");
    eventually("the server is gone", || server.iter().all(|id| !runs(*id)).then_some(()));
    eventually("its port is closed", || TcpStream::connect(&address).is_err().then_some(()));
}

#[test]
fn ctrl_c_at_the_gate_ends_the_server() {
    stopped(|terminal| terminal.presses("\u{3}"), 130, "stopped by Ctrl-C");
}

#[test]
fn sigterm_at_the_gate_ends_the_server() {
    stopped(|terminal| signal("TERM", terminal.program()), 143, "stopped by SIGTERM");
}
