use ntro_workflow::prelude::*;

#[derive(serde::Deserialize, schemars::JsonSchema)]
struct Document;

struct Documents;

#[ntro_activities]
impl Documents {
    #[activity]
    async fn parse(&self, _ctx: &ActivityCtx) -> Result<Document, ActivityError> {
        Ok(Document)
    }
}

fn main() {
    let _ = Documents::PARSE;
}
