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

    #[signal]
    fn set_rate(_rate: u32) {}
}

fn main() {
    let _ = Demo::RUN;
    let _ = Demo::SET_RATE;
    Demo::set_rate(1);
}
