use ntro_workflow::prelude::*;

struct ParseError;

struct Documents;

#[ntro_activities]
impl Documents {
    #[activity]
    async fn parse(&self, _ctx: &ActivityCtx) -> Result<(), ParseError> {
        Ok(())
    }
}

fn main() {
    let _ = Documents::PARSE;
}
