use ntro_workflow::prelude::*;

struct Documents;

#[ntro_activities]
impl Documents {
    async fn parse(&self) -> Result<(), ActivityError> {
        Ok(())
    }
}

fn main() {
    drop(Documents.parse());
}
