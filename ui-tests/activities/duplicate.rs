use ntro_workflow::prelude::*;

struct Documents;

#[ntro_activities]
impl Documents {
    #[activity]
    async fn parse(&self, _ctx: &ActivityCtx) -> Result<(), ActivityError> {
        Ok(())
    }

    #[activity(name = "parse")]
    async fn parse_again(&self, _ctx: &ActivityCtx) -> Result<(), ActivityError> {
        Ok(())
    }
}

fn main() {
    let _ = (Documents::PARSE, Documents::PARSE_AGAIN);
}
