use ntro_workflow::prelude::*;

#[derive(serde::Serialize, schemars::JsonSchema)]
struct Document;

struct Documents;

#[ntro_activities]
impl Documents {
    #[activity]
    async fn parse(&self, _ctx: &ActivityCtx, _input: Document) -> Result<(), ActivityError> {
        Ok(())
    }
}

fn main() {
    let _ = Documents::PARSE;
    let _ = Document;
}
