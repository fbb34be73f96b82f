use ntro_workflow::prelude::*;

#[ntro_workflow(slug = "demo")]
async fn demo() -> RunbookResult<()> {
    Ok(())
}

fn main() {
    drop(demo());
}
