use ntro_workflow::prelude::*;

struct Documents;

impl Documents {
    #[activity]
    async fn parse(&self) -> Result<(), ActivityError> {
        Ok(())
    }
}

fn main() {
    drop(Documents.parse());
}
