use ntro_workflow::prelude::*;

#[derive(Default)]
struct Demo;

#[ntro_workflow(slug = "Demo")]
impl Demo {
    #[run]
    async fn run(ctx: &mut Ctx<Self>) -> RunbookResult<()> {
        Self::review(ctx).await
    }

    #[ui_step(name = "Review", tilte = "Review", icon = "Eyee")]
    async fn review(_ctx: &Ctx<Self>) -> RunbookResult<()> {
        Ok(())
    }

    #[query]
    async fn total(&mut self) -> u32 {
        0
    }
}

fn main() {
    let _ = (Demo::RUN, Demo::review, Demo::TOTAL);
}
