//! The breadcrumb of a run, live, with the runs below it.

use ntro_workflow::wire::{ChildStatus, StepDescriptor, StepStatus};
use ntro_workflow::worker::RunTree;

use crate::one_line::one_line;
use crate::paint::{Colour, Paint};
use crate::screen::Screen;

/// The breadcrumb as it was drawn last: on a terminal over what was drawn before, elsewhere one line per
/// change.
///
/// ```no_run
/// # use ntro_workflow::worker::{ClientError, UntypedRun};
/// # async fn example(run: &UntypedRun) -> Result<(), ClientError> {
/// use ntro_console::{Breadcrumb, Screen};
///
/// let mut breadcrumb = Breadcrumb::new(Screen::Output);
/// breadcrumb.draw(&run.tree().await?);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Breadcrumb {
    screen: Screen,
    drawn: Vec<Line>,
    /// Whether the last drawing is the last thing on the screen.
    is_last: bool,
}

/// A step, or a run below one.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Line {
    /// What tells it from all other lines.
    key: String,
    /// How deep it stands: a run is below the step that started it, its steps are below the run.
    depth: usize,
    /// The runs that it is below.
    path: Vec<String>,
    mark: Mark,
    text: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    Pending,
    Active,
    Waiting,
    Completed,
    Failed,
}

impl Breadcrumb {
    /// One of which nothing is drawn yet.
    #[must_use]
    pub fn new(screen: Screen) -> Self {
        Self { screen, drawn: Vec::new(), is_last: false }
    }

    /// The breadcrumb of a run as it is now, in one piece.
    ///
    /// ```
    /// # fn example(tree: &ntro_workflow::worker::RunTree) -> String {
    /// use ntro_console::{Breadcrumb, Paint};
    ///
    /// Breadcrumb::text(tree, Paint::new(false))
    /// # }
    /// ```
    #[must_use]
    pub fn text(tree: &RunTree, paint: Paint) -> String {
        indented(&lines(tree), paint)
    }

    /// Draws what has changed.
    pub fn draw(&mut self, tree: &RunTree) {
        let over = self.screen.is_terminal();
        let text = self.update(lines(tree), over, self.screen.paint());
        if !text.is_empty() {
            self.screen.say(&if over { cut(&text) } else { text });
        }
    }

    /// Something else is said below: the next drawing starts anew.
    pub fn pause(&mut self) {
        self.is_last = false;
    }

    fn update(&mut self, lines: Vec<Line>, over: bool, paint: Paint) -> String {
        if self.drawn == lines {
            return String::new();
        }
        let text = match over {
            true => self.rewind() + &indented(&lines, paint),
            false => self.changed(&lines, paint),
        };
        self.drawn = lines;
        self.is_last = true;
        text
    }

    /// Up to the first line of the last drawing, clearing what is below.
    fn rewind(&self) -> String {
        match self.is_last && !self.drawn.is_empty() {
            true => format!("\u{1b}[{}A\u{1b}[J", self.drawn.len()),
            false => String::new(),
        }
    }

    /// The steps that were entered, left or ended since the last drawing, each with the way to it.
    fn changed(&self, lines: &[Line], paint: Paint) -> String {
        let is_new = |line: &&Line| line.mark != Mark::Pending && !self.drawn.contains(line);
        let text = |line: &Line| {
            let way: String = line.path.iter().map(|run| format!("{run} › ")).collect();
            format!("  {} {way}{}", line.mark.text(paint), line.text)
        };
        lines.iter().filter(is_new).map(text).collect::<Vec<_>>().join("\n")
    }
}

/// Has the terminal cut lines at its edge: one that went on in the next row would be drawn over in part only.
fn cut(text: &str) -> String {
    format!("\u{1b}[?7l{text}\u{1b}[?7h")
}

fn indented(lines: &[Line], paint: Paint) -> String {
    let line = |line: &Line| {
        let depth = "  ".repeat(line.depth);
        format!("  {depth}{} {}", line.mark.text(paint), line.text)
    };
    lines.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn lines(tree: &RunTree) -> Vec<Line> {
    let mut lines = Vec::new();
    below(tree, &[], &mut lines);
    lines
}

/// The steps of a run, each with the runs that it started. Of a run that is done, nobody needs the steps.
fn below(tree: &RunTree, path: &[String], lines: &mut Vec<Line>) {
    let steps = tree.state.as_ref().map(|state| state.steps.as_slice()).unwrap_or_default();
    for step in steps {
        lines.push(Line {
            key: format!("{}#{}", tree.workflow_id, step.id),
            depth: 2 * path.len(),
            path: path.to_vec(),
            mark: Mark::of_step(step.status, tree.status),
            text: step_text(step),
        });
        for child in tree.children.iter().filter(|child| child.step_id.as_ref() == Some(&step.id)) {
            child_lines(child, path, lines);
        }
    }
}

fn child_lines(child: &RunTree, path: &[String], lines: &mut Vec<Line>) {
    let name = match &child.key {
        Some(key) => one_line(&format!("{} {key}", child.slug)),
        None => child.slug.clone(),
    };
    let inside = [path, std::slice::from_ref(&name)].concat();
    let error = child.error.as_ref().filter(|_| child.status == Some(ChildStatus::Running));
    lines.push(Line {
        key: child.workflow_id.clone(),
        depth: 2 * path.len() + 1,
        path: path.to_vec(),
        mark: Mark::of_child(child),
        text: one_line(&error.map_or_else(|| name.clone(), |error| format!("{name}: {error}"))),
    });
    if child.status != Some(ChildStatus::Completed) {
        below(child, &inside, lines);
    }
}

fn step_text(step: &StepDescriptor) -> String {
    let message = step.message.as_deref().map(|message| format!(": {message}")).unwrap_or_default();
    one_line(&format!("{}{message}", step.title))
}

impl Mark {
    /// Of a run that was ended from outside, the step in which it was is the one that failed: nothing goes on there.
    fn of_step(status: StepStatus, run: Option<ChildStatus>) -> Self {
        match status {
            StepStatus::Active | StepStatus::WaitingForInput if run == Some(ChildStatus::Failed) => {
                Self::Failed
            }
            StepStatus::Pending => Self::Pending,
            StepStatus::Active => Self::Active,
            StepStatus::WaitingForInput => Self::Waiting,
            StepStatus::Completed => Self::Completed,
            StepStatus::Failed => Self::Failed,
        }
    }

    fn of_child(child: &RunTree) -> Self {
        let waits = |step: &StepDescriptor| step.status == StepStatus::WaitingForInput;
        match child.status {
            Some(ChildStatus::Completed) => Self::Completed,
            Some(ChildStatus::Failed) => Self::Failed,
            _ if child.state.iter().any(|state| state.steps.iter().any(waits)) => Self::Waiting,
            _ => Self::Active,
        }
    }

    fn text(self, paint: Paint) -> String {
        match self {
            Self::Pending => paint.text(Colour::Faint, "·"),
            Self::Active => paint.text(Colour::Busy, "▶"),
            Self::Waiting => paint.text(Colour::Asking, "?"),
            Self::Completed => paint.text(Colour::Good, "✔"),
            Self::Failed => paint.text(Colour::Bad, "✘"),
        }
    }
}

#[cfg(test)]
mod tests {
    use ntro_workflow::wire::UiState;
    use serde_json::json;

    use super::*;

    fn run(id: &str, step: &str, title: &str, status: &str) -> RunTree {
        let steps = json!([{ "id": step, "title": title, "status": status }]);
        let state = json!({
            "current_step_id": null, "steps_completed": [], "pending_payload": null, "steps": steps,
            "pending_actions": [], "children": {}, "refused": {}, "unaddressed": 0, "log": [], "log_total": 0,
        });
        let state: UiState = serde_json::from_value(state).expect("a state");
        RunTree {
            workflow_id: id.into(),
            slug: "close".into(),
            step_id: None,
            key: None,
            status: None,
            state: Some(state),
            error: None,
            children: Vec::new(),
        }
    }

    fn family(child: ChildStatus, step: &str) -> RunTree {
        let kid = RunTree {
            slug: "kid".into(),
            step_id: Some("share".into()),
            key: Some("books".into()),
            status: Some(child),
            ..run("kid", "work", "Work", step)
        };
        RunTree { children: vec![kid], ..run("root", "share", "Share", "active") }
    }

    #[test]
    fn nobody_waits_in_a_run_that_has_ended() {
        let shown = Breadcrumb::text(&family(ChildStatus::Failed, "waiting_for_input"), Paint::new(false));
        assert_eq!(shown, "  ▶ Share\n    ✘ kid books\n      ✘ Work");
    }

    #[test]
    fn what_others_wrote_stays_in_its_line() {
        let kid = RunTree {
            key: Some("books\n".into()),
            error: Some("\u{1b}[2Jgone".into()),
            ..family(ChildStatus::Running, "active").children.remove(0)
        };
        let tree = RunTree { children: vec![kid], ..run("root", "share", "Share\nit", "active") };
        let shown = Breadcrumb::text(&tree, Paint::new(false));
        assert_eq!(shown, "  ▶ Share it\n    ▶ kid books :  [2Jgone\n      ▶ Work");
    }

    #[test]
    fn lines_are_cut_where_they_are_drawn_over() {
        assert_eq!(cut("a long line"), "\u{1b}[?7la long line\u{1b}[?7h");
    }

    fn update(breadcrumb: &mut Breadcrumb, tree: &RunTree, over: bool) -> String {
        breadcrumb.update(lines(tree), over, Paint::new(false))
    }

    #[test]
    fn runs_below_stand_under_their_step_and_are_one_line_when_done() {
        let shown = Breadcrumb::text(&family(ChildStatus::Running, "waiting_for_input"), Paint::new(false));
        assert_eq!(shown, "  ▶ Share\n    ? kid books\n      ? Work");
        let done = Breadcrumb::text(&family(ChildStatus::Completed, "completed"), Paint::new(false));
        assert_eq!(done, "  ▶ Share\n    ✔ kid books");
    }

    #[test]
    fn without_a_terminal_each_change_is_one_line_with_the_way_to_it() {
        let mut breadcrumb = Breadcrumb::new(Screen::Output);
        let waiting = family(ChildStatus::Running, "waiting_for_input");
        let first = update(&mut breadcrumb, &waiting, false);
        assert_eq!(first, "  ▶ Share\n  ? kid books\n  ? kid books › Work");
        assert_eq!(update(&mut breadcrumb, &waiting, false), "");
        let working = update(&mut breadcrumb, &family(ChildStatus::Running, "active"), false);
        assert_eq!(working, "  ▶ kid books\n  ▶ kid books › Work");
    }

    #[test]
    fn on_a_terminal_it_is_drawn_over_itself_unless_something_was_said_below() {
        let mut breadcrumb = Breadcrumb::new(Screen::Output);
        update(&mut breadcrumb, &family(ChildStatus::Running, "active"), true);
        let over = update(&mut breadcrumb, &family(ChildStatus::Completed, "completed"), true);
        assert_eq!(over, "\u{1b}[3A\u{1b}[J  ▶ Share\n    ✔ kid books");
        breadcrumb.pause();
        let anew = update(&mut breadcrumb, &family(ChildStatus::Failed, "failed"), true);
        assert!(!anew.contains('\u{1b}'), "{anew:?}");
    }
}
