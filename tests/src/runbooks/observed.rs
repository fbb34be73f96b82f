//! A runbook whose activity tells what it has done, and sinks that behave and misbehave.

use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use ntro_workflow::prelude::*;
use ntro_workflow::worker::events::{Event, EventFuture, EventSink};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Parses a text; an empty one is refused.
#[derive(Default)]
pub struct Observed;

/// What is to be parsed.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub struct Text {
    /// The text.
    pub text: String,
    /// How often to try; 0 for as often as it takes.
    pub attempts: u32,
}

/// What a text says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, Observable)]
#[event("document.parsed")]
pub struct Parsed {
    /// Its words.
    pub words: usize,
}

#[ntro_workflow(slug = "observed")]
impl Observed {
    #[run]
    async fn run(ctx: &Ctx<Self>, input: Text) -> RunbookResult<Parsed> {
        Self::parse(ctx, input).await
    }

    #[ui_step(name = "parse", title = "Parse", icon = "Sparkles")]
    async fn parse(ctx: &Ctx<Self>, input: Text) -> RunbookResult<Parsed> {
        let Text { text, attempts } = input;
        let text = ctx.activity(Reader::TRIM, text).await?;
        let parsed = ctx.activity(Reader::PARSE, text).heartbeat_timeout(Duration::from_secs(1));
        parsed.max_attempts(attempts).await
    }
}

/// The activities.
pub struct Reader;

#[ntro_activities]
impl Reader {
    /// Tells nobody.
    #[activity]
    async fn trim(&self, _ctx: &ActivityCtx, text: String) -> Result<String, ActivityError> {
        Ok(text.trim().to_owned())
    }

    /// Tells how many words there are.
    #[activity]
    async fn parse(&self, _ctx: &ActivityCtx, text: String) -> Result<Parsed, ActivityError> {
        match text.split_whitespace().count() {
            0 => Err(ActivityError::permanent("EmptyText", "there is nothing in it")),
            words => Ok(Parsed { words }),
        }
    }
}

/// What a sink does with the first events that it gets; those after them it takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mood {
    /// Takes them.
    Well,
    /// Says that it is down.
    Down(usize),
    /// Panics.
    Panics(usize),
}

/// A sink that keeps what it was given, also what it did not take.
#[derive(Clone)]
pub struct Given {
    mood: Mood,
    events: Arc<Mutex<Vec<Event>>>,
}

impl Given {
    /// A sink with nothing in it.
    #[must_use]
    pub fn new(mood: Mood) -> Self {
        Self { mood, events: Arc::default() }
    }

    /// What it was given so far.
    pub fn events(&self) -> Vec<Event> {
        self.events.lock().unwrap().clone()
    }
}

impl EventSink for Given {
    fn name(&self) -> &str {
        "the given"
    }

    fn send<'a>(&'a self, event: &'a Event) -> EventFuture<'a> {
        Box::pin(async {
            let mut events = self.events.lock().unwrap();
            events.push(event.clone());
            let count = events.len();
            drop(events);
            match self.mood {
                Mood::Down(first) if count <= first => Err("it is down".into()),
                Mood::Panics(first) if count <= first => panic!("the sink is broken"),
                _ => Ok(()),
            }
        })
    }
}

/// A sink of a worker process: it writes a line per event, and then hangs as long as the file `hang` is
/// beside its own.
pub struct Lines(pub PathBuf);

impl EventSink for Lines {
    fn name(&self) -> &str {
        "the lines"
    }

    fn send<'a>(&'a self, event: &'a Event) -> EventFuture<'a> {
        Box::pin(async {
            let mut file = OpenOptions::new().create(true).append(true).open(&self.0)?;
            writeln!(file, "{}", serde_json::to_string(event)?)?;
            if self.0.with_file_name("hang").exists() {
                std::future::pending::<()>().await;
            }
            Ok(())
        })
    }
}
