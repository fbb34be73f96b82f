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
    fn user_action(&mut self, rate: u32) {
        self.rate = rate;
    }
}

fn main() {
    let _ = Demo::RUN;
    Demo::default().user_action(1);
}
