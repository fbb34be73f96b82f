//! Generated runbooks, as people write them, in numbers.

use std::fs;
use std::path::Path;

/// How many runbooks it has, each in a file of its own.
pub(crate) const RUNBOOKS: usize = 100;
/// How many steps each of them has.
pub(crate) const STEPS: usize = 10;

pub(crate) fn put(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().expect("it is in the package")).expect("a directory can be made");
    fs::write(path, text).expect("a file can be written");
}

/// The file of one runbook.
pub(crate) fn runbook(number: usize) -> String {
    let steps: String = (0..STEPS).map(step).collect();
    let calls: String = (0..STEPS)
        .map(|step| format!("        let journal = Self::step_{step}(ctx, journal).await?;\n"))
        .collect();
    format!(
        r#"use ntro_workflow::prelude::*;

/// Closes the books of entity {number}.
#[derive(Default)]
pub struct Close{number} {{
    note: Option<String>,
}}

/// Closes the books of entity {number}.
///
/// One step after the other, a person at each gate.
#[ntro_workflow(slug = "close-{number}")]
impl Close{number} {{
    #[run]
    async fn run(ctx: &Ctx<Self>, journal: Journal) -> RunbookResult<Journal> {{
{calls}        Ok(journal)
    }}

    /// What somebody wants to be remembered.
    #[signal]
    pub fn note(&mut self, note: String) {{
        self.note = Some(note);
    }}

    #[query]
    fn last_note(&self) -> Option<String> {{
        self.note.clone()
    }}
{steps}}}
"#
    )
}

/// Every third step is a gate, the others are activities, as in the example runbook.
fn step(number: usize) -> String {
    if number.is_multiple_of(3) { gate_step(number) } else { activity_step(number) }
}

fn activity_step(number: usize) -> String {
    format!(
        r#"
    /// Posts the lines that are not empty, at most once per run, however often it is tried.
    #[ui_step(name = "step_{number}", title = "Step {number}", icon = "CheckCircle2")]
    async fn step_{number}(ctx: &Ctx<Self>, journal: Journal) -> RunbookResult<Journal> {{
        let lines: Vec<Line> = journal.lines.iter().filter(|line| line.amount != 0.0).cloned().collect();
        let request = PostRequest {{ lines, period: journal.period.clone() }};
        ctx.activity(Ledger::POST, request).start_to_close(Duration::from_secs(30)).max_attempts(5).await
    }}
"#
    )
}

fn gate_step(number: usize) -> String {
    format!(
        r#"
    /// Shows what was proposed, every cell of it editable.
    #[ui_step(name = "step_{number}", title = "Step {number}", icon = "Eye", gate(payload = Journal))]
    async fn step_{number}(ctx: &Ctx<Self>, journal: Journal) -> RunbookResult<Journal> {{
        let review = ctx
            .wait_for_action(&journal)
            .display(DataTable::new("Journal").dataset("lines", "Lines").columns([
                Column::text("account", "Account"),
                Column::currency("amount", "Amount").editable(),
            ]))
            .reason("Approve, correct or reject the proposed journal")
            .timeout(Duration::from_hours(24))
            .await?
            .or_fail("nobody looked at the journal within a day")?;
        match review.action {{
            Action::Approved | Action::Corrected => Ok(review.payload),
            Action::Rejected => Err(RunbookError::rejected(review.comments)),
        }}
    }}
"#
    )
}
