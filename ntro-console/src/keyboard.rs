//! What is typed, line by line.
//!
//! One thread reads for as long as the process lives: nothing wakes a thread that reads from a terminal,
//! and a question that nobody has to answer any more must not swallow the answer to the next one.

use std::io::{self, BufRead as _};
use std::string::FromUtf8Error;
use std::sync::LazyLock;

use tokio::sync::Mutex;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

use crate::one_line::one_line;
use crate::screen::Screen;

static LINES: LazyLock<Mutex<UnboundedReceiver<Result<String, FromUtf8Error>>>> = LazyLock::new(|| {
    let (sender, lines) = unbounded_channel();
    let read = move || {
        for line in io::stdin().lock().split(b'\n') {
            let Ok(line) = line else { return };
            if sender.send(String::from_utf8(line)).is_err() {
                return;
            }
        }
    };
    // Without a thread nothing is ever typed: the channel is closed, as a terminal is.
    drop(std::thread::Builder::new().name("keyboard".into()).spawn(read));
    Mutex::new(lines)
});

/// Asks one question and waits for one line.
///
/// # Errors
/// The end of input is one, because there is nobody left to ask.
pub(crate) async fn ask(screen: Screen, question: &str) -> io::Result<String> {
    loop {
        screen.question(&one_line(question))?;
        match LINES.lock().await.recv().await {
            Some(Ok(line)) => return Ok(line.trim().to_owned()),
            Some(Err(_)) => screen.say("That cannot be read, as it is no UTF-8; type it again."),
            None => return Err(io::ErrorKind::UnexpectedEof.into()),
        }
    }
}

/// Forgets what was typed before the question that comes now: whole lines, and the beginning of one, which would
/// otherwise become that of the answer.
pub(crate) async fn forget() {
    let mut lines = LINES.lock().await;
    // What is no terminal keeps no line.
    #[cfg(unix)]
    let _ = rustix::termios::tcflush(rustix::stdio::stdin(), rustix::termios::QueueSelector::IFlush);
    while lines.try_recv().is_ok() {}
}
