use ntro_workflow::prelude::*;

#[derive(serde::Deserialize, schemars::JsonSchema)]
struct Document;

#[derive(Default)]
struct Demo;

#[ntro_workflow(slug = "demo")]
impl Demo {
    #[run]
    async fn run(_ctx: &Ctx<Self>) -> RunbookResult<Document> {
        Ok(Document)
    }
}

fn main() {
    let _ = Demo::RUN;
    let _ = Demo::run;
}
