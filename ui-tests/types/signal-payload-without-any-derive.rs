use ntro_workflow::prelude::*;

struct Document;

#[derive(Default)]
struct Demo {
    document: Option<Document>,
}

#[ntro_workflow(slug = "demo")]
impl Demo {
    #[run]
    async fn run(_ctx: &Ctx<Self>) -> RunbookResult<()> {
        Ok(())
    }

    #[signal]
    fn submitted(&mut self, document: Document) {
        self.document = Some(document);
    }
}

fn main() {
    let _ = Demo::RUN;
    Demo::default().submitted(Document);
}
