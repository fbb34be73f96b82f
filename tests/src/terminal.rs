//! A person at a real terminal: a pseudo-terminal of Python's standard library, between whose ends
//! the program runs.

use std::io::Write as _;
use std::process::{ChildStdin, Command, Stdio};

use crate::process::{Heard, Process, children, eventually};

/// Runs a program in a terminal of its own and ends as that program did.
const TERMINAL: &str =
    "import os, pty, sys; sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])) & 255)";

/// A terminal with a program in it.
pub struct Terminal {
    python: Process,
    keyboard: ChildStdin,
    screen: Heard,
    /// How much of the screen was looked at.
    seen: usize,
}

impl Terminal {
    /// Starts the program in it.
    pub fn open(program: &Command) -> Self {
        let mut command = Command::new("python3");
        command.args(["-c", TERMINAL]).arg(program.get_program()).args(program.get_args());
        for (name, value) in program.get_envs() {
            match value {
                Some(value) => command.env(name, value),
                None => command.env_remove(name),
            };
        }
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::inherit());
        let mut python = Process::start(&mut command);
        let keyboard = python.child().stdin.take().expect("a pipe");
        let screen = Heard::from(python.child().stdout.take().expect("a pipe"));
        Self { python, keyboard, screen, seen: 0 }
    }

    /// Waits until this is on the screen, below what was waited for before. Gives what came before it.
    pub fn shows(&mut self, text: &str) -> String {
        let from = self.seen;
        let end = eventually(format!("`{text}` in {}", self.rest()), || {
            let screen = self.screen.text();
            screen[from..].find(text).map(|at| from + at + text.len())
        });
        self.seen = end;
        self.screen.text()[from..end].to_owned()
    }

    /// Types a line.
    pub fn types(&mut self, line: &str) {
        self.presses(format!("{line}\n"));
    }

    /// Presses keys: `\u{3}` is Ctrl-C.
    pub fn presses(&mut self, keys: impl AsRef<[u8]>) {
        self.keyboard.write_all(keys.as_ref()).expect("the terminal is there");
        self.keyboard.flush().expect("the terminal is there");
    }

    /// The id of the program in it.
    pub fn program(&self) -> u32 {
        eventually("the program runs", || children(self.python.id()).first().copied())
    }

    /// Waits until the program has ended: its exit status, and what was not looked at yet.
    pub fn ends(&mut self) -> (Option<i32>, String) {
        let status = self.python.ends();
        eventually("the end of the screen", || self.screen.is_complete().then_some(()));
        (status.code(), self.rest())
    }

    fn rest(&self) -> String {
        self.screen.text()[self.seen..].to_owned()
    }
}
