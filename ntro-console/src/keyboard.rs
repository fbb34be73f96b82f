//! What is typed, line by line.
//!
//! One thread reads for as long as the process lives: nothing wakes a thread that reads from a terminal,
//! and a question that nobody has to answer any more must not swallow the answer to the next one.

use std::io;
use std::sync::LazyLock;

use tokio::sync::Mutex;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

use crate::one_line::one_line;
use crate::screen::Screen;

static LINES: LazyLock<Mutex<UnboundedReceiver<String>>> = LazyLock::new(|| {
    let (sender, lines) = unbounded_channel();
    let read = move || {
        for line in io::stdin().lines() {
            let Ok(line) = line else { return };
            if sender.send(line).is_err() {
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
    screen.question(&one_line(question))?;
    match LINES.lock().await.recv().await {
        Some(line) => Ok(line.trim().to_owned()),
        None => Err(io::ErrorKind::UnexpectedEof.into()),
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
