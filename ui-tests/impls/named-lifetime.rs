use ntro_workflow::prelude::*;

#[derive(Default)]
struct Demo<'a>(&'a str);

#[ntro_workflow(slug = "demo")]
impl<'a> Demo<'a> {
    #[run]
    async fn run(_ctx: &Ctx<Self>) -> RunbookResult<()> {
        Ok(())
    }
}

fn main() {
    let _ = Demo::RUN;
}
