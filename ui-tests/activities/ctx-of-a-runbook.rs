use ntro_workflow::prelude::*;

#[derive(Default)]
struct Demo;

#[ntro_workflow(slug = "demo")]
impl Demo {
    #[run]
    async fn run(_ctx: &Ctx<Self>) -> RunbookResult<()> {
        Ok(())
    }
}

struct Documents;

#[ntro_activities]
impl Documents {
    #[activity]
    async fn parse(&self, _ctx: &Ctx<Demo>) -> Result<(), ActivityError> {
        Ok(())
    }
}

fn main() {
    let _ = Documents::PARSE;
}
