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

    #[query]
    fn rate(&self) -> u32 {
        self.rate
    }

    #[query(name = "rate")]
    fn current_rate(&self) -> u32 {
        self.rate
    }
}

fn main() {
    let _ = Demo::RUN;
    let _ = Demo::RATE;
    let _ = Demo::default().rate() + Demo::default().current_rate();
}
