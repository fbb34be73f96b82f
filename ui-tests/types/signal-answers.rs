use ntro_workflow::prelude::*;

#[derive(Default)]
struct Demo;

#[ntro_workflow(slug = "demo")]
impl Demo {
    #[run]
    async fn run(_ctx: &Ctx<Self>) -> RunbookResult<()> {
        Ok(())
    }

    #[signal]
    fn submitted(&mut self) -> u32 {
        1
    }
}

fn main() {
    let _ = Demo::RUN;
    let _ = Demo.submitted();
}
