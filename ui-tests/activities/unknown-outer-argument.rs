use ntro_workflow::prelude::*;

struct Documents;

#[ntro_activities(slug = "documents")]
impl Documents {
    #[activity]
    async fn parse(&self, _ctx: &ActivityCtx) -> Result<(), ActivityError> {
        Ok(())
    }
}

fn main() {
    let _ = Documents::PARSE;
}
