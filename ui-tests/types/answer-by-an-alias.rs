use ntro_workflow::prelude::*;

type Checked = Result<u32, String>;

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
    fn rate(&self) -> Checked {
        Ok(self.rate)
    }
}

fn main() {
    let _ = Demo::RUN;
    let _ = Demo::RATE;
}
