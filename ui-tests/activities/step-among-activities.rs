use ntro_workflow::prelude::*;

struct Documents;

#[ntro_activities]
impl Documents {
    #[activity]
    async fn parse(&self, _ctx: &ActivityCtx) -> Result<(), ActivityError> {
        Ok(())
    }

    #[ui_step(name = "review", title = "Review")]
    async fn review() {}
}

fn main() {
    let _ = Documents::PARSE;
    drop(Documents::review());
}
