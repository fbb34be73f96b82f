use ntro_workflow::prelude::*;

struct Refused;

#[derive(Default)]
struct Demo;

#[ntro_workflow(slug = "demo")]
impl Demo {
    #[run]
    async fn run(_ctx: &Ctx<Self>) -> RunbookResult<()> {
        Ok(())
    }

    #[update]
    fn replace(&mut self) -> Result<u32, Refused> {
        Err(Refused)
    }
}

fn main() {
    let _ = Demo::RUN;
    let _ = Demo.replace();
}
