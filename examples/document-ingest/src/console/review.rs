//! The review gate at a terminal: shows the rows, takes corrections, asks for the decision.

mod rows;

use std::io;

use ntro_workflow::wire::action::UserActionMessage;
use ntro_workflow::wire::{Correction, PendingAction};
use serde_json::Value;
use tokio::sync::oneshot;

use crate::console::{prompt, say};

/// One review, with what was corrected so far.
pub(crate) struct Review {
    gate_id: Option<String>,
    digest: Option<String>,
    payload: Value,
    corrections: Vec<Correction>,
}

impl Review {
    /// A review of what a gate shows.
    pub(crate) fn of(gate: &PendingAction) -> Self {
        let payload = gate.payload.clone().unwrap_or_default();
        Self { gate_id: gate.gate_id.clone(), digest: gate.digest.clone(), payload, corrections: Vec::new() }
    }

    /// Whether the gate still shows what is reviewed here.
    pub(crate) fn is_of(&self, gate: &PendingAction) -> bool {
        (&self.gate_id, &self.digest) == (&gate.gate_id, &gate.digest)
    }

    /// Asks the person what to do.
    ///
    /// It waits on a thread of its own that is never joined: nothing wakes a thread that reads from a
    /// terminal, and the program must be able to end before the person types.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub(crate) async fn ask(mut self) -> io::Result<(Self, UserActionMessage)> {
        let (sender, answer) = oneshot::channel();
        let talk = move || {
            let message = self.talk();
            // The program may have ended meanwhile.
            let _ = sender.send(message.map(|message| (self, message)));
        };
        std::thread::Builder::new().name("review".into()).spawn(talk)?;
        answer.await.map_err(io::Error::other)?
    }

    fn talk(&mut self) -> io::Result<UserActionMessage> {
        say(&rows::table(&self.payload, &self.corrections));
        loop {
            let question = match self.corrections.len() {
                0 => "[a]pprove, [c]orrect a cell, [r]eject?".to_owned(),
                n => format!("{n} corrected. [a]pprove with that, [c]orrect another cell, [r]eject?"),
            };
            match prompt(&question)?.to_lowercase().as_str() {
                "a" | "approve" => return Ok(self.approval()),
                "c" | "correct" => self.correct()?,
                "r" | "reject" => return Ok(rejection(prompt("Why?")?)),
                other => say(&format!("`{other}` is not an answer; type a, c or r.")),
            }
        }
    }

    fn approval(&self) -> UserActionMessage {
        match self.corrections.is_empty() {
            true => UserActionMessage::approve(),
            false => UserActionMessage::correct(self.corrections.clone()),
        }
    }

    /// Asks for one cell and its new value.
    fn correct(&mut self) -> io::Result<()> {
        let row_id = prompt("Row (its id, such as total or li-1)?")?;
        let Some(row) = rows::find(&self.payload, &row_id) else {
            say(&format!("There is no row `{row_id}`."));
            return Ok(());
        };
        let columns: Vec<_> = rows::cells(row).map(|(column, _)| column).collect();
        let column = match columns.as_slice() {
            [only] => (*only).to_owned(),
            _ => prompt(&format!("Column ({})?", columns.join(", ")))?,
        };
        let Some(old) = rows::cells(row).find(|(name, _)| *name == column).map(|(_, old)| old.clone()) else {
            say(&format!("The row has no column `{column}`."));
            return Ok(());
        };
        let typed = prompt(&format!("New value (now {old})?"))?;
        let correction = Correction::new(row_id, column, rows::value(typed, &old)).old_value(old);
        self.keep(correction);
        Ok(())
    }

    /// A cell that is corrected twice has its second value.
    fn keep(&mut self, correction: Correction) {
        let cell = |correction: &Correction| (correction.line_item_id.clone(), correction.field.clone());
        self.corrections.retain(|earlier| cell(earlier) != cell(&correction));
        if correction.old_value.as_ref() != Some(&correction.new_value) {
            self.corrections.push(correction);
        }
    }
}

fn rejection(comments: String) -> UserActionMessage {
    match comments.is_empty() {
        true => UserActionMessage::reject(),
        false => UserActionMessage::reject().comments(comments),
    }
}
