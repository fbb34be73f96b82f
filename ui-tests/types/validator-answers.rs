use ntro_workflow::prelude::*;

#[derive(Default)]
struct Demo;

#[ntro_workflow(slug = "demo")]
impl Demo {
    #[run]
    async fn run(_ctx: &Ctx<Self>) -> RunbookResult<()> {
        Ok(())
    }

    #[update(validator = check)]
    fn replace(&mut self) {}

    fn check(&self) -> bool {
        true
    }
}

fn main() {
    let _ = Demo::RUN;
    Demo.replace();
    let _ = Demo.check();
}
