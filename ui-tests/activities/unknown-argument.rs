use ntro_workflow::prelude::*;

struct Documents;

#[ntro_activities]
impl Documents {
    #[activity(nmae = "parse_it")]
    async fn parse(&self, _ctx: &ActivityCtx) -> Result<(), ActivityError> {
        Ok(())
    }
}

fn main() {
    let _ = Documents::PARSE;
}
