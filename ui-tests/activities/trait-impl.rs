use ntro_workflow::prelude::*;

#[allow(async_fn_in_trait)]
trait Parses {
    async fn parse(&self, ctx: &ActivityCtx) -> Result<(), ActivityError>;
}

struct Documents;

#[ntro_activities]
impl Parses for Documents {
    #[activity]
    async fn parse(&self, _ctx: &ActivityCtx) -> Result<(), ActivityError> {
        Ok(())
    }
}

fn main() {
    let _ = Documents::PARSE;
    let _ = <Documents as Parses>::parse;
}
