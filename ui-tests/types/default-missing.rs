use ntro_workflow::prelude::*;

struct Demo {
    rate: u32,
}

#[ntro_workflow(slug = "demo")]
impl Demo {
    #[run]
    async fn run(_ctx: &Ctx<Self>) -> RunbookResult<()> {
        Ok(())
    }
}

fn main() {
    let _ = Demo::RUN;
    let _ = Demo { rate: 1 }.rate;
}
