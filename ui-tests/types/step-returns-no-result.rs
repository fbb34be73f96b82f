use ntro_workflow::prelude::*;

struct Document;

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
    async fn review(_ctx: &Ctx<Self>) -> Document {
        Document
    }
}

fn main() {
    let _ = Demo::RUN;
}
