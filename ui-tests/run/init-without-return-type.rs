use ntro_workflow::prelude::*;

struct Demo;

#[ntro_workflow(slug = "demo")]
impl Demo {
    #[run]
    async fn run(_ctx: &Ctx<Self>, _input: String) -> RunbookResult<()> {
        Ok(())
    }

    #[init]
    fn init(_input: &String) {}
}

fn main() {
    let _ = Demo::RUN;
    let _ = Demo::init;
}
