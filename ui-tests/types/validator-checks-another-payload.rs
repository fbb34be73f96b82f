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
    fn replace(&mut self, _rate: u32) {}

    fn check(&self, _rate: &String) -> Result<(), String> {
        Ok(())
    }
}

fn main() {
    let _ = Demo::RUN;
    Demo.replace(1);
    let _ = Demo.check(&String::new());
}
