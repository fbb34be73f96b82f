use ntro_workflow::prelude::*;

struct Documents;

#[ntro_activities]
impl Documents {
    #[activity]
    async fn parse(&self, _ctx: &ActivityCtx) -> u32 {
        1
    }
}

fn main() {
    let _ = Documents::PARSE;
}
