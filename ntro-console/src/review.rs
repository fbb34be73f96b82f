//! A review at a terminal: shows the rows, takes corrections and row edits, asks for the decision.

mod columns;
pub(crate) mod row_action;
pub(crate) mod sheet;

use std::io;

use ntro_workflow::state::canonical;
use ntro_workflow::wire::action::UserActionMessage;
use ntro_workflow::wire::{Action, Correction, RowAction};
use serde_json::Value;

use crate::gates::OpenGate;
use crate::keyboard::ask;
use crate::review::sheet::{Row, Sheet};
use crate::screen::Screen;

/// One review, with what was corrected so far.
#[derive(Clone, Debug)]
pub(crate) struct Review {
    digest: Option<String>,
    actions: Vec<Action>,
    sheet: Sheet,
    /// What its rows can do beside what every row can.
    verbs: Vec<String>,
    corrections: Vec<Correction>,
}

impl Review {
    /// A review of what a gate shows.
    pub(crate) fn of(gate: &OpenGate) -> Self {
        Self {
            digest: gate.pending.digest.clone(),
            actions: gate.pending.actions.clone(),
            sheet: Sheet::of(&gate.pending),
            verbs: row_action::verbs(&gate.pending),
            corrections: Vec::new(),
        }
    }

    /// Has it show what the gate shows now, without the corrections of cells that have changed since.
    pub(crate) fn renew(&mut self, gate: &OpenGate) {
        let (before, corrections) = (self.digest.take(), std::mem::take(&mut self.corrections));
        *self = Self::of(gate);
        let seen = |correction: &Correction| {
            let row = self.sheet.row(&correction.line_item_id);
            row.and_then(|row| row.cell(&correction.field)) == correction.old_value.as_ref()
        };
        self.corrections = match before == self.digest {
            true => corrections,
            false => corrections.into_iter().filter(seen).collect(),
        };
    }

    /// Asks the person what to do; `None` where another gate, of which there are `others`, is to go first.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub(crate) async fn ask(
        &mut self,
        screen: Screen,
        others: bool,
    ) -> io::Result<Option<UserActionMessage>> {
        screen.say(&self.sheet.text(&self.corrections));
        screen.say("");
        loop {
            let typed = ask(screen, &self.question(others)).await?.to_lowercase();
            let word = self.word(&typed, others);
            match word {
                Some('a') => return Ok(Some(self.approval())),
                Some('c') if self.has_rows() => self.correct(screen).await?,
                Some('c') => match self.rewrite(screen).await? {
                    Some(answer) => return Ok(Some(answer)),
                    None => continue,
                },
                Some('r') => return Ok(Some(rejection(ask(screen, "Why?").await?))),
                Some('x') => match self.reject_row(screen).await? {
                    Some(answer) => return Ok(Some(answer)),
                    None => continue,
                },
                Some('d') => match self.row_action(screen).await? {
                    Some(answer) => return Ok(Some(answer)),
                    None => continue,
                },
                Some('l') => return Ok(None),
                _ => screen.say(&format!("`{typed}` is not an answer; type one of the letters in brackets.")),
            }
        }
    }

    /// What may be said here: the letter and the words.
    fn words(&self, others: bool) -> Vec<(char, &'static str, String)> {
        let (n, may) =
            (self.corrections.len(), |action| self.actions.is_empty() || self.actions.contains(&action));
        let approve = if n == 0 { "[a]pprove" } else { "[a]pprove with that" };
        let correct = match (self.has_rows(), n) {
            (false, _) => "[c]orrect it",
            (true, 0) => "[c]orrect a cell",
            (true, _) => "[c]orrect another cell",
        };
        let words = [
            ('l', "later", "[l]ater".to_owned(), others),
            ('x', "x", "[x] reject a row".to_owned(), self.sheet.rows().any(Row::has_status)),
            ('d', "do", format!("[d]o {} to a row", self.verbs.join(" or ")), self.acts()),
            ('a', "approve", approve.to_owned(), may(Action::Approved)),
            ('c', "correct", correct.to_owned(), may(Action::Corrected)),
            ('r', "reject", "[r]eject".to_owned(), may(Action::Rejected)),
        ];
        words.into_iter().filter(|word| word.3).map(|(letter, word, text, _)| (letter, word, text)).collect()
    }

    fn question(&self, others: bool) -> String {
        let texts: Vec<_> = self.words(others).into_iter().map(|(_, _, text)| text).collect();
        match self.corrections.len() {
            0 => format!("{}?", texts.join(", ")),
            n => format!("{n} corrected. {}?", texts.join(", ")),
        }
    }

    fn word(&self, typed: &str, others: bool) -> Option<char> {
        let is = |(letter, word, _): &(char, &str, String)| typed == *word || typed == letter.to_string();
        self.words(others).into_iter().find(is).map(|(letter, _, _)| letter)
    }

    fn acts(&self) -> bool {
        self.has_rows() && !self.verbs.is_empty()
    }

    fn has_rows(&self) -> bool {
        self.sheet.rows().next().is_some()
    }

    fn approval(&self) -> UserActionMessage {
        match self.corrections.is_empty() {
            true => UserActionMessage::approve(),
            false => UserActionMessage::correct(self.corrections.clone()),
        }
    }

    /// Asks for one cell and its new value.
    async fn correct(&mut self, screen: Screen) -> io::Result<()> {
        let row_id = ask(screen, &format!("Row (its id{})?", self.examples())).await?;
        let Some(row) = self.sheet.row(&row_id) else {
            screen.say(&format!("There is no row `{row_id}`."));
            return Ok(());
        };
        let column = match row.editable().as_slice() {
            [only] => (*only).to_owned(),
            columns => ask(screen, &format!("Column ({})?", columns.join(", "))).await?,
        };
        if !row.has(&column) {
            screen.say(&format!("The row has no column `{column}`."));
            return Ok(());
        }
        let old = row.cell(&column).unwrap_or(&Value::Null);
        let typed = ask(screen, &format!("New value (now {old})? Enter alone clears it:")).await?;
        let correction = row.correction(&row_id, &column, &typed);
        self.keep(correction);
        screen.say(&self.sheet.text(&self.corrections));
        Ok(())
    }

    /// Asks for the whole of what has no rows.
    async fn rewrite(&self, screen: Screen) -> io::Result<Option<UserActionMessage>> {
        let typed = ask(screen, "What should it be, as JSON in one line?").await?;
        match serde_json::from_str::<Value>(&typed) {
            Ok(payload) => Ok(Some(UserActionMessage::correct_payload(payload))),
            Err(error) => {
                screen.say(&format!("That is not JSON: {error}."));
                Ok(None)
            }
        }
    }

    /// Asks for a row. It is sent at once, and the gate stays open.
    async fn reject_row(&self, screen: Screen) -> io::Result<Option<UserActionMessage>> {
        let row_id = ask(screen, &format!("Row (its id{})?", self.examples())).await?;
        match self.sheet.row(&row_id) {
            Some(_) => Ok(Some(UserActionMessage::row(RowAction::reject_row(row_id)))),
            None => {
                screen.say(&format!("There is no row `{row_id}`."));
                Ok(None)
            }
        }
    }

    /// Asks for what a row is to do, and what goes with it. It is sent at once, and the gate stays open.
    async fn row_action(&self, screen: Screen) -> io::Result<Option<UserActionMessage>> {
        let verb = match self.verbs.as_slice() {
            [only] => only.clone(),
            verbs => ask(screen, &format!("What ({})?", verbs.join(", "))).await?,
        };
        let row_id = ask(screen, &format!("Row (its id{})?", self.examples())).await?;
        let typed = ask(screen, "What goes with it (field=value …, or nothing)?").await?;
        let fields: Vec<_> = typed.split_whitespace().map(str::to_owned).collect();
        match row_action::row_action(&verb, &row_id, &fields) {
            Ok(action) => Ok(Some(UserActionMessage::row(action))),
            Err(sentence) => {
                screen.say(&sentence);
                Ok(None)
            }
        }
    }

    /// The first ids, for a person who has not seen one before.
    fn examples(&self) -> String {
        let ids = self.sheet.rows().filter_map(Row::id).take(2).collect::<Vec<_>>();
        format!(", such as {}", ids.join(" or "))
    }

    /// A cell that is corrected twice has its second value.
    fn keep(&mut self, correction: Correction) {
        let cell = |correction: &Correction| (correction.line_item_id.clone(), correction.field.clone());
        self.corrections.retain(|earlier| cell(earlier) != cell(&correction));
        let is_same = |old: &Value| canonical(old) == canonical(&correction.new_value);
        if !correction.old_value.as_ref().is_some_and(is_same) {
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
