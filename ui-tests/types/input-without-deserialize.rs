use ntro_workflow::prelude::*;

#[derive(serde::Serialize, schemars::JsonSchema)]
struct Document;

#[derive(Default)]
struct Demo;

#[ntro_workflow(slug = "demo")]
impl Demo {
    #[run]
    async fn run(_ctx: &Ctx<Self>, _input: Document) -> RunbookResult<()> {
        Ok(())
    }
}

fn main() {
    let _ = Demo::RUN;
    let _ = Demo::run;
    let _ = Document;
}
