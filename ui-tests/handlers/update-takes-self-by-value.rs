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

    #[update]
    fn set_rate(self, rate: u32) -> u32 {
        self.rate + rate
    }
}

fn main() {
    let _ = Demo::RUN;
    let _ = Demo::SET_RATE;
    let _ = Demo::default().set_rate(1);
}
