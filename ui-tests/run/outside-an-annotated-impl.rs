use ntro_workflow::prelude::*;

#[run]
async fn run() -> RunbookResult<()> {
    Ok(())
}

fn main() {
    drop(run());
}
