use ntro_workflow::prelude::*;

#[derive(Default)]
struct Demo {
    rate: u32,
}

#[ntro_workflow(slug = "demo")]
impl Demo {
    #[run]
    async fn run(_ctx: &Ctx<Self>) -> RunbookResult<()> {
        Ok(())
    }

    #[query(name = "__stack_trace")]
    fn stack(&self) -> u32 {
        self.rate
    }
}

fn main() {
    let _ = Demo::RUN;
    let _ = Demo::STACK;
    let _ = Demo::default().stack();
}
