use ntro_workflow::prelude::*;

struct ReviewError;

#[derive(Default)]
struct Demo;

#[ntro_workflow(slug = "demo")]
impl Demo {
    #[run]
    async fn run(ctx: &Ctx<Self>) -> RunbookResult<()> {
        drop(Self::review(ctx).await);
        Ok(())
    }

    #[ui_step(name = "review", title = "Review")]
    async fn review(_ctx: &Ctx<Self>) -> Result<(), ReviewError> {
        Err(ReviewError)
    }
}

fn main() {
    let _ = Demo::RUN;
}
