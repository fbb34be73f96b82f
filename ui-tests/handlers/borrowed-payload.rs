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
    fn set_rate(&mut self, rate: &str) {
        self.rate = u32::try_from(rate.len()).unwrap_or_default();
    }
}

fn main() {
    let _ = Demo::RUN;
    let _ = Demo::SET_RATE;
    Demo::default().set_rate("1");
}
