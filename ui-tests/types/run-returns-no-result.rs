use ntro_workflow::prelude::*;

#[derive(serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
struct Document;

#[derive(Default)]
struct Demo;

#[ntro_workflow(slug = "demo")]
impl Demo {
    #[run]
    async fn run(_ctx: &Ctx<Self>) -> Document {
        Document
    }
}

fn main() {
    let _ = Demo::RUN;
}
