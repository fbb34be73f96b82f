use ntro_workflow::prelude::*;

struct Documents<T>(T);

#[ntro_activities]
impl<T: Send + Sync> Documents<T> {
    #[activity]
    async fn parse(&self, _ctx: &ActivityCtx) -> Result<(), ActivityError> {
        Ok(())
    }
}

fn main() {
    let _ = Documents::<u32>::PARSE;
    let _ = Documents(1_u32).0;
}
