use ntro_workflow::prelude::*;

struct Document;

#[derive(Default)]
struct Demo;

#[ntro_workflow(slug = "demo")]
impl Demo {
    #[run]
    async fn run(_ctx: &Ctx<Self>) -> RunbookResult<()> {
        Ok(())
    }

    #[update]
    fn replace(&mut self) -> Result<Document, String> {
        Ok(Document)
    }
}

fn main() {
    let _ = Demo::RUN;
    let _ = Demo.replace();
}
