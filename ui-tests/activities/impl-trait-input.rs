use ntro_workflow::prelude::*;

struct Documents;

#[ntro_activities]
impl Documents {
    #[activity]
    async fn parse(&self, _ctx: &ActivityCtx, _source: impl Into<String>) -> Result<(), ActivityError> {
        Ok(())
    }
}

fn main() {
    let _ = Documents;
}
