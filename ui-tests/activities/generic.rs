use ntro_workflow::prelude::*;

struct Documents;

#[ntro_activities]
impl Documents {
    #[activity]
    async fn parse<T: Into<String>>(&self, _ctx: &ActivityCtx, _source: T) -> Result<(), ActivityError> {
        Ok(())
    }
}

fn main() {
    let _ = Documents::parse::<String>;
}
