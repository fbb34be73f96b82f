//! A runbook that goes on as a new run after each letter.

use ntro_workflow::prelude::*;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a clerk starts with.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Desk {
    /// What lies there.
    pub(crate) letters: Vec<String>,
    /// What was answered so far.
    pub(crate) answered: Vec<String>,
}

/// Has a person answer letters, one a run, until one says `stop`.
#[derive(Default)]
pub(crate) struct Clerk {
    letters: Vec<String>,
}

#[ntro_workflow(slug = "clerk")]
impl Clerk {
    #[run]
    async fn run(ctx: &Ctx<Self>, desk: Desk) -> RunbookResult<Vec<String>> {
        let Desk { letters, mut answered } = desk;
        ctx.state_mut(|clerk| clerk.letters.splice(0..0, letters).for_each(drop));
        ctx.wait_until(|clerk| !clerk.letters.is_empty()).await?;
        let letter = ctx.state_mut(|clerk| clerk.letters.remove(0));
        if letter == "stop" {
            return Ok(answered);
        }
        answered.push(Self::answer(ctx, &letter).await?);
        Self::go_on(ctx, answered).await
    }

    #[signal]
    pub(crate) fn letter(&mut self, letter: String) {
        self.letters.push(letter);
    }

    #[ui_step(name = "answer", title = "Answer a letter", icon = "Mail")]
    async fn answer(ctx: &Ctx<Self>, letter: &String) -> RunbookResult<String> {
        let answer = ctx.wait_for_action(letter).await?;
        Ok(format!("{letter}: {}", answer.action))
    }

    #[ui_step(name = "go_on", title = "Go on", icon = "Repeat")]
    async fn go_on(ctx: &Ctx<Self>, answered: Vec<String>) -> RunbookResult<Vec<String>> {
        let letters = ctx.state(|clerk| clerk.letters.clone());
        Err(ctx.continue_as_new(&Desk { letters, answered }))
    }
}
