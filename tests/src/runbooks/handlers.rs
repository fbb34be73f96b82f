//! The author's own handlers, and every way in which they can misbehave.

use ntro_workflow::prelude::*;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Keeps notes until it is told to finish.
pub struct Handlers {
    title: String,
    notes: Vec<Note>,
    finished: bool,
}

/// A note.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Note {
    /// What it says.
    pub text: String,
}

/// A title.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Title(pub String);

/// Why a title is refused.
#[derive(Debug, thiserror::Error)]
#[error("a title must have at least {0} letters")]
pub struct TooShort(usize);

#[ntro_workflow(slug = "handlers")]
impl Handlers {
    #[init]
    fn start(title: &Title) -> Self {
        Self { title: title.0.clone(), notes: Vec::new(), finished: false }
    }

    #[run]
    async fn run(ctx: &Ctx<Self>, _title: Title) -> RunbookResult<Vec<Note>> {
        ctx.wait_until(|runbook| runbook.finished).await?;
        Ok(ctx.state(|runbook| runbook.notes.clone()))
    }

    /// Keeps a note.
    #[signal]
    pub fn note(&mut self, note: Note) {
        self.notes.push(note);
    }

    /// Ends the run.
    #[signal]
    pub fn finish(&mut self) {
        self.finished = true;
    }

    /// Keeps a note of some length.
    #[signal]
    pub fn careful(&mut self, note: Note) -> Result<(), TooShort> {
        if note.text.len() < 3 {
            return Err(TooShort(3));
        }
        self.notes.push(note);
        Ok(())
    }

    /// Panics.
    #[signal]
    pub fn exploding_signal(&mut self) {
        panic!("the signal handler is broken");
    }

    /// The title.
    #[query]
    pub fn title(&self) -> String {
        self.title.clone()
    }

    /// One note.
    #[query]
    pub fn note_at(&self, index: usize) -> Result<Note, String> {
        self.notes.get(index).cloned().ok_or_else(|| format!("there is no note {index}"))
    }

    /// Panics.
    #[query]
    pub fn exploding_query(&self) -> u32 {
        panic!("the query handler is broken");
    }

    /// Changes the title and answers the old one.
    #[update(validator = long_enough)]
    pub fn rename(&mut self, title: Title) -> String {
        std::mem::replace(&mut self.title, title.0)
    }

    fn long_enough(&self, title: &Title) -> Result<(), TooShort> {
        if title.0.len() < 3 { Err(TooShort(3)) } else { Ok(()) }
    }

    /// Panics.
    #[update]
    pub fn exploding_update(&mut self) -> u32 {
        panic!("the update handler is broken");
    }
}
