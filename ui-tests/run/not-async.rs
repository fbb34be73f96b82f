use ntro_workflow::prelude::*;

#[derive(Default)]
struct Demo;

#[ntro_workflow(slug = "demo")]
impl Demo {
    #[run]
    fn run(ctx: &Ctx<Self>) -> RunbookResult<()> {
        ctx.sleep(Duration::from_secs(1)).await
    }
}

fn main() {
    let _ = Demo::RUN;
    let _ = Demo::run;
}
