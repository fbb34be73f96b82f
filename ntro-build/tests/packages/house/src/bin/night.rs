use ntro_workflow::ntro_workflow as runbook;

struct Night;

#[runbook(slug = "night-shift", name = "Night")]
impl Night {
    #[run]
    async fn run(ctx: &Ctx<Self>) -> RunbookResult<()> {
        Self::wait(ctx).await
    }

    #[ui_step(name = "wait", title = "Wait")]
    async fn wait(ctx: &Ctx<Self>) -> RunbookResult<()> {
        select! {
            biased;
            answer = fused(ctx.wait_for_action(&()).named("wake")) => answer?,
            sent = fused(ctx.await_signal_with_action(submit()).until(Self::done)) => sent?,
            named = fused(ctx.wait_for_action(&()).named(name())) => named?,
        }
    }
}

fn main() {}
