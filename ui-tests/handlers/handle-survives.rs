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
    fn rate(&mut self, _period: String) -> Result<u32, String> {
        Ok(self.rate)
    }
}

fn main() {
    let _ = Demo::RUN;
    let _ = Demo::RATE;
    let _: ntro_workflow::QueryRef<Demo, String, u32> = Demo::RATE;
}
