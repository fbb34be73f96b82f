//! An answer as it was written, before it is known what the gate shows.

use ntro_console::Sheet;
use ntro_workflow::wire::RowAction;
use ntro_workflow::wire::action::UserActionMessage;

use super::{Answer, Row, corrections};
use crate::failure::Failure;

/// What was written, and what was said about it. A file, or standard input, has been read.
#[derive(Debug)]
pub(super) struct Written<'a> {
    what: What<'a>,
    comments: Option<&'a str>,
}

#[derive(Debug)]
enum What<'a> {
    /// What does not depend on what the gate shows.
    Whole(Box<UserActionMessage>),
    Cells(&'a [String]),
    Edit(&'a str),
}

impl<'a> Written<'a> {
    pub(super) fn of(answer: &'a Answer) -> Result<Self, Failure> {
        let (what, comments) = match answer {
            Answer::Approve { comments } => (whole(UserActionMessage::approve()), comments),
            Answer::Reject { comments } => (whole(UserActionMessage::reject()), comments),
            Answer::Correct { corrections, comments } => {
                let file = corrections::from_file(corrections)?;
                (file.map_or(What::Cells(corrections), whole), comments)
            }
            Answer::Row(Row::Edit { cell }) => (What::Edit(cell), &None),
            Answer::Row(Row::Reject { row }) => {
                (whole(UserActionMessage::row(RowAction::reject_row(row))), &None)
            }
            Answer::Row(Row::Do { verb, row, fields }) => {
                let action = ntro_console::row_action(verb, row, fields).map_err(Failure::usage)?;
                (whole(UserActionMessage::row(action)), &None)
            }
        };
        Ok(Self { what, comments: comments.as_deref() })
    }

    /// The message. Its cells have the types that they have on the sheet, and name what they replace; without a sheet
    /// they are texts.
    pub(super) fn message(&self, sheet: Option<&Sheet>) -> Result<UserActionMessage, Failure> {
        let message = match &self.what {
            What::Whole(message) => UserActionMessage::clone(message),
            What::Cells(cells) => corrections::message(cells, sheet)?,
            What::Edit(cell) => corrections::edit(cell, sheet)?,
        };
        Ok(self.comments.into_iter().fold(message, UserActionMessage::comments))
    }
}

fn whole<'a>(message: UserActionMessage) -> What<'a> {
    What::Whole(Box::new(message))
}
