use ntro_workflow::prelude::*;

#[derive(serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
struct Document;

struct Documents;

#[ntro_activities]
impl Documents {
    #[activity]
    async fn parse(&self, _ctx: &ActivityCtx) -> Document {
        Document
    }
}

fn main() {
    let _ = Documents::parse;
}
