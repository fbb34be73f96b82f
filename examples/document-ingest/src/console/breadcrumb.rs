//! The breadcrumb of a run, live: drawn over on a terminal, one line per change elsewhere.

use std::fmt::Write as _;

use ntro_workflow::wire::{StepDescriptor, StepStatus};

use crate::console::{is_drawable, say};

/// The breadcrumb as it was drawn last.
pub(crate) struct Breadcrumb {
    drawn: Vec<StepDescriptor>,
    over: bool,
}

impl Breadcrumb {
    pub(crate) fn new() -> Self {
        Self { drawn: Vec::new(), over: false }
    }

    /// Draws what has changed.
    pub(crate) fn draw(&mut self, steps: &[StepDescriptor]) {
        if self.drawn == steps {
            return;
        }
        let changed = |(index, step): &(usize, &StepDescriptor)| self.drawn.get(*index) != Some(step);
        let text = match is_drawable() {
            true => self.rewind() + &steps.iter().map(line).collect::<Vec<_>>().join("\n"),
            false => {
                let entered = |(_, step): &(usize, &StepDescriptor)| step.status != StepStatus::Pending;
                let changed = steps.iter().enumerate().filter(changed).filter(entered);
                changed.map(|(_, step)| line(step)).collect::<Vec<_>>().join("\n")
            }
        };
        if !text.is_empty() {
            say(&text);
        }
        self.drawn = steps.to_vec();
        self.over = true;
    }

    /// Something else is said below: the next drawing starts anew.
    pub(crate) fn pause(&mut self) {
        self.over = false;
    }

    /// Up to the first line of the last drawing, clearing what is below.
    fn rewind(&self) -> String {
        let mut text = String::new();
        if self.over && !self.drawn.is_empty() {
            // Writing to a String cannot fail.
            let _ = write!(text, "\u{1b}[{}A\u{1b}[J", self.drawn.len());
        }
        text
    }
}

fn line(step: &StepDescriptor) -> String {
    let mark = match step.status {
        StepStatus::Pending => "·",
        StepStatus::Active => "▶",
        StepStatus::WaitingForInput => "?",
        StepStatus::Completed => "✔",
        StepStatus::Failed => "✘",
    };
    let message = step.message.as_deref().map(|message| format!(": {message}")).unwrap_or_default();
    format!("  {mark} {}{message}", step.title)
}
