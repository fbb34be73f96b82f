//! The same steps, gates and messages, written by hand on the SDK.

use crate::generated::STEPS;
use crate::{Written, modules};

const TYPES: &str = r#"//! Closes of many entities.

use serde::{Deserialize, Serialize};
use temporalio_workflow::common::ActivityDefinition;

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Journal {
    pub period: String,
    pub lines: Vec<Line>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Line {
    pub account: String,
    pub amount: f64,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PostRequest {
    pub lines: Vec<Line>,
    pub period: String,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Answer {
    pub action: String,
    pub payload: Option<Journal>,
    pub comments: Option<String>,
}

pub struct Post;

impl ActivityDefinition for Post {
    type Input = PostRequest;
    type Output = Journal;

    fn name(&self) -> &str {
        "ledger.post"
    }
}

"#;

pub(crate) fn written() -> Written {
    let toml = "[package]\nname = \"by-hand\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[workspace]\n\n[dependencies]\n\
                temporalio-workflow = \"=1.1.1\"\n\
                temporalio-protos = { version = \"0.10\", features = [\"vendored-protox\"] }\nserde = { version = \"1\", features = [\"derive\"] }\n\
                serde_json = \"1\"\n";
    Written { name: "by hand", toml: toml.to_owned(), lib: format!("{TYPES}{}", modules()), file }
}

fn file(number: usize) -> String {
    let steps: String = (0..STEPS).map(step).collect();
    let calls: String = (0..STEPS)
        .map(|step| format!("        let journal = Self::step_{step}(ctx, journal).await?;\n"))
        .collect();
    format!(
        r#"use std::time::Duration;

use temporalio_workflow::common::error::ApplicationFailure;
use temporalio_workflow::{{
    ActivityOptions, SyncWorkflowContext, WorkflowContext, WorkflowContextView, WorkflowResult, workflow,
    workflow_methods,
}};

use crate::*;

/// Closes the books of entity {number}.
#[workflow]
#[derive(Default)]
pub struct Close{number} {{
    note: Option<String>,
    shown: Option<Journal>,
    answer: Option<Answer>,
}}

#[workflow_methods]
impl Close{number} {{
    #[run(name = "Close{number}Workflow")]
    pub async fn run(ctx: &mut WorkflowContext<Self>, journal: Journal) -> WorkflowResult<Journal> {{
{calls}        Ok(journal)
    }}

    /// What somebody wants to be remembered.
    #[signal]
    pub fn note(&mut self, _ctx: &mut SyncWorkflowContext<Self>, note: String) {{
        self.note = Some(note);
    }}

    #[signal]
    pub fn user_action(&mut self, _ctx: &mut SyncWorkflowContext<Self>, answer: Answer) {{
        self.answer = Some(answer);
    }}

    #[query]
    pub fn last_note(&self, _ctx: &WorkflowContextView) -> Option<String> {{
        self.note.clone()
    }}

    #[query]
    pub fn current_pending_action(&self, _ctx: &WorkflowContextView) -> Option<Journal> {{
        self.shown.clone()
    }}
{steps}}}
"#
    )
}

/// Every third step is a gate, the others are activities.
fn step(number: usize) -> String {
    if number.is_multiple_of(3) { gate_step(number) } else { activity_step(number) }
}

fn activity_step(number: usize) -> String {
    format!(
        r#"
    /// Posts the lines that are not empty, at most once per run, however often it is tried.
    async fn step_{number}(ctx: &mut WorkflowContext<Self>, journal: Journal) -> WorkflowResult<Journal> {{
        let lines: Vec<Line> = journal.lines.iter().filter(|line| line.amount != 0.0).cloned().collect();
        let request = PostRequest {{ lines, period: journal.period.clone() }};
        let options = ActivityOptions::start_to_close_timeout(Duration::from_secs(30));
        Ok(ctx.execute_activity(Post, request, options).await?)
    }}
"#
    )
}

fn gate_step(number: usize) -> String {
    format!(
        r#"
    /// Shows what was proposed, every cell of it editable.
    async fn step_{number}(ctx: &mut WorkflowContext<Self>, journal: Journal) -> WorkflowResult<Journal> {{
        ctx.state_mut(|close| close.shown = Some(journal.clone()));
        temporalio_workflow::select! {{
            _ = ctx.timer(Duration::from_secs(24 * 60 * 60)) => {{
                return Err(ApplicationFailure::new("nobody looked at the journal within a day").into());
            }}
            _ = ctx.wait_condition(|close: &Self| close.answer.is_some()) => {{}}
        }}
        let answer = ctx.state_mut(|close| {{
            close.shown = None;
            close.answer.take()
        }});
        match answer {{
            Some(answer) if answer.action == "approved" => Ok(answer.payload.unwrap_or(journal)),
            other => {{
                let comments = other.and_then(|answer| answer.comments).unwrap_or_default();
                Err(ApplicationFailure::new(comments).into())
            }}
        }}
    }}
"#
    )
}
