//! A runbook with the defects that tools for tests have to find.

use ntro_workflow::{ActivityRef, prelude::*};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Which defect it has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Defect {
    /// None.
    None,
    /// It waits for what is not of the run: its workflow task fails.
    ForeignWait,
    /// It asks again, whatever is answered.
    EndlessQuestion,
    /// It calls an activity that no worker has.
    UnknownActivity,
    /// It calls an activity whose result nobody can make up.
    Riddle,
    /// It takes another way when it is replayed.
    Whim,
    /// It takes its worker down with it.
    Abort,
}

/// A result that nobody can make up from its schema.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Answer {
    /// What it is, by a pattern that looks ahead.
    #[schemars(regex(pattern = r"^(?=.*42).*six times nine$"))]
    pub text: String,
}

/// A runbook with that defect.
#[derive(Default)]
pub struct Defects;

#[ntro_workflow(slug = "defects")]
impl Defects {
    #[run]
    async fn run(ctx: &Ctx<Self>, defect: Defect) -> RunbookResult<()> {
        Self::work(ctx, defect).await
    }

    #[ui_step(name = "work", title = "Work", icon = "Bug")]
    async fn work(ctx: &Ctx<Self>, defect: Defect) -> RunbookResult<()> {
        match defect {
            Defect::None => {}
            // ntro: allow(nondeterminism): it is the defect
            Defect::ForeignWait => tokio::task::yield_now().await,
            Defect::EndlessQuestion => loop {
                ctx.wait_for_action(&"and now?".to_owned()).await?;
            },
            Defect::UnknownActivity => {
                ctx.activity(ActivityRef::<(), ()>::new("nobody.has_it"), ()).await?;
            }
            Defect::Riddle => drop(ctx.activity(Sphinx::RIDDLE, ()).await?),
            // ntro: allow(nondeterminism): it is the defect
            Defect::Whim if std::env::args().any(|argument| argument == "replay") => {}
            Defect::Whim => ctx.sleep(Duration::from_hours(1)).await?,
            Defect::Abort => std::process::abort(),
        }
        Ok(())
    }
}

/// Asks what nobody can make up an answer to.
pub struct Sphinx;

#[ntro_activities]
impl Sphinx {
    /// What it wants to hear.
    #[activity]
    pub async fn riddle(&self, _ctx: &ActivityCtx) -> Result<Answer, ActivityError> {
        Ok(Answer { text: "42 is six times nine".to_owned() })
    }
}
