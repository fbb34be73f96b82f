use ntro_workflow::prelude::*;

struct Demo;

impl Demo {
    #[ui_step(name = "review", title = "Review")]
    async fn review() -> RunbookResult<()> {
        Ok(())
    }
}

fn main() {
    drop(Demo::review());
}
