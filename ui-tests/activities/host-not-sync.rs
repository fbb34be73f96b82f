use ntro_workflow::prelude::*;

struct Documents {
    pages: std::cell::RefCell<u32>,
}

#[ntro_activities]
impl Documents {
    #[activity]
    async fn parse(&self, _ctx: &ActivityCtx) -> Result<(), ActivityError> {
        Ok(())
    }
}

fn main() {
    let _ = Documents::PARSE;
    let _ = Documents { pages: 1.into() }.pages;
}
