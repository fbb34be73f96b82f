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
    fn set_rate(&mut self, rate: u32) {
        self.rate = rate;
    }

    #[signal(name = "set_rate")]
    fn change_rate(&mut self, rate: u32) {
        self.rate = rate;
    }
}

fn main() {
    let _ = Demo::RUN;
    let _ = Demo::SET_RATE;
    Demo::default().set_rate(1);
    Demo::default().change_rate(1);
}
