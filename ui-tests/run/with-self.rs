use ntro_workflow::prelude::*;

#[derive(Default)]
struct Demo;

#[ntro_workflow(slug = "demo")]
impl Demo {
    #[run]
    async fn run(&self, _ctx: &Ctx<Self>) -> RunbookResult<()> {
        Ok(())
    }
}

fn main() {
    let _ = Demo::RUN;
    let _ = Demo::run;
}
