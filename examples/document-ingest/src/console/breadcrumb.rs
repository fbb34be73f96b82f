//! The breadcrumb of a run, live.

use ntro_workflow::wire::{StepDescriptor, StepStatus};

use crate::console::{Drawing, say};

/// The breadcrumb as it was drawn last.
pub(crate) struct Breadcrumb {
    drawing: Drawing,
    drawn: Vec<StepDescriptor>,
    /// Whether the last drawing is the last thing on the screen.
    is_last: bool,
}

impl Breadcrumb {
    pub(crate) fn new(drawing: Drawing) -> Self {
        Self { drawing, drawn: Vec::new(), is_last: false }
    }

    /// Draws what has changed.
    pub(crate) fn draw(&mut self, steps: &[StepDescriptor]) {
        let text = self.update(steps);
        if !text.is_empty() {
            say(&text);
        }
    }

    /// Something else is said below: the next drawing starts anew.
    pub(crate) fn pause(&mut self) {
        self.is_last = false;
    }

    fn update(&mut self, steps: &[StepDescriptor]) -> String {
        if self.drawn == steps {
            return String::new();
        }
        let text = match self.drawing {
            Drawing::Over => self.rewind() + &lines(steps.iter()),
            Drawing::Lines => lines(self.changed(steps)),
        };
        self.drawn = steps.to_vec();
        self.is_last = true;
        text
    }

    /// Up to the first line of the last drawing, clearing what is below. A line that was too long for
    /// the screen keeps its head above.
    fn rewind(&self) -> String {
        match self.is_last && !self.drawn.is_empty() {
            true => format!("\u{1b}[{}A\u{1b}[J", self.drawn.len()),
            false => String::new(),
        }
    }

    /// The steps that were entered, left or ended since the last drawing.
    fn changed<'a>(&'a self, steps: &'a [StepDescriptor]) -> impl Iterator<Item = &'a StepDescriptor> {
        let is_new = |(index, step): &(usize, &StepDescriptor)| self.drawn.get(*index) != Some(step);
        let steps = steps.iter().enumerate().filter(is_new).map(|(_, step)| step);
        steps.filter(|step| step.status != StepStatus::Pending)
    }
}

fn lines<'a>(steps: impl Iterator<Item = &'a StepDescriptor>) -> String {
    steps.map(line).collect::<Vec<_>>().join("\n")
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
