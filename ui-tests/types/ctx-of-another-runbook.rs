use ntro_workflow::prelude::*;

#[derive(Default)]
struct Other;

#[ntro_workflow(slug = "other")]
impl Other {
    #[run]
    async fn run(_ctx: &Ctx<Self>) -> RunbookResult<()> {
        Ok(())
    }
}

#[derive(Default)]
struct Demo;

#[ntro_workflow(slug = "demo")]
impl Demo {
    #[run]
    async fn run(ctx: &Ctx<Self>) -> RunbookResult<()> {
        let _ = (ctx, Self::review);
        Ok(())
    }

    #[ui_step(name = "review", title = "Review")]
    async fn review(_ctx: &Ctx<Other>) -> RunbookResult<()> {
        Ok(())
    }
}

fn main() {
    let _ = Demo::RUN;
}
