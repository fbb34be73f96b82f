//! A generated package: runbooks as people write them, in numbers.

use std::fs;
use std::path::Path;

/// How many runbooks it has, each in a file of its own.
pub(crate) const RUNBOOKS: usize = 100;
/// How many steps each of them has.
pub(crate) const STEPS: usize = 10;

/// Notes how long the build script's work takes where Cargo shows it.
const BUILD: &str = r#"
fn main() {
    let started = std::time::Instant::now();
    ntro_build::write_step_manifest();
    println!("cargo::warning=took {} us", started.elapsed().as_micros());
}
"#;

/// Writes the package, which depends on nothing but this crate.
///
/// Its runbooks are under a cfg that only the build script takes for set, so that no runtime is built.
pub(crate) fn write(root: &Path, profile: &str) {
    let path = env!("CARGO_MANIFEST_DIR");
    let toml = format!(
        "[package]\nname = \"generated\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[workspace]\n\n\
         [build-dependencies]\nntro-build = {{ path = {path:?} }}\n\n{profile}"
    );
    let modules: String =
        (0..RUNBOOKS).map(|number| format!("#[cfg(runbooks)]\nmod runbook_{number};\n")).collect();
    put(root, "Cargo.toml", &toml);
    put(root, "build.rs", BUILD);
    put(root, "src/lib.rs", &format!("#![allow(unexpected_cfgs)]\n{modules}"));
    for number in 0..RUNBOOKS {
        put(root, &format!("src/runbook_{number}.rs"), &runbook(number));
    }
    let lock = Path::new(path).join("../Cargo.lock");
    fs::copy(lock, root.join("Cargo.lock")).expect("the workspace has a Cargo.lock");
}

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

fn step(number: usize) -> String {
    format!(
        r#"
    /// Shows what was proposed, every cell of it editable, and posts what was approved.
    #[ui_step(name = "step_{number}", title = "Step {number}", icon = "Eye")]
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
            Action::Approved | Action::Corrected => {{
                let lines: Vec<Line> = review.payload.lines.iter().filter(|line| line.amount != 0.0).cloned().collect();
                ctx.activity(Ledger::POST, Journal {{ lines: lines.clone() }}).max_attempts(5).await?;
                Ok(Journal {{ lines }})
            }}
            Action::Rejected => Err(RunbookError::rejected(review.comments)),
        }}
    }}
"#
    )
}
