use ntro_workflow::prelude::*;

struct Documents;

#[ntro_activities(prefix = documents)]
impl Documents {
    #[activity]
    async fn parse(&self, _ctx: &ActivityCtx) -> Result<(), ActivityError> {
        Ok(())
    }
}

fn main() {
    let _ = Documents::PARSE;
}
