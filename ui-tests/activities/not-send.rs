use ntro_workflow::prelude::*;

struct Documents;

#[ntro_activities]
impl Documents {
    #[activity]
    async fn parse(&self, _ctx: &ActivityCtx) -> Result<(), ActivityError> {
        let pages = std::rc::Rc::new(1);
        std::future::ready(()).await;
        drop(pages);
        Ok(())
    }
}

fn main() {
    let _ = Documents::PARSE;
}
