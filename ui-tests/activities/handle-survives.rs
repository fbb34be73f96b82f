use ntro_workflow::prelude::*;

struct Documents;

#[ntro_activities]
impl Documents {
    #[activity]
    fn parse(&self, _ctx: &ActivityCtx, _text: String) -> Result<u32, ActivityError> {
        Ok(1)
    }
}

fn main() {
    let _: ntro_workflow::ActivityRef<String, u32> = Documents::PARSE;
}
