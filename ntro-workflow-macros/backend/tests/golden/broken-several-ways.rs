/// Its impl is there whatever is wrong with it.
#[ntro_workflow(slug = "Demo", nmae = "Demo")]
impl Demo {
    #[run]
    fn run(&self, ctx: &mut Ctx<Self>, input: &str) {
        Self::review(ctx).await
    }

    #[ui_step(name = "Review it", title = "", icon = "Eyee", component = "DataTable", timeout = "soon", gate(nmae = "a b", payload = "Draft", answers(approve)))]
    fn review(ctx: &Ctx<Self>) -> RunbookResult<()> {
        ctx.sleep(1).await
    }

    #[ui_step(name = "wait", title = "Wait")]
    #[signal]
    async fn wait(ctx: &Ctx<Self>) -> RunbookResult<()> {
        ctx.sleep(2).await
    }

    #[signal]
    fn submitted(&mut self, document: Document, at: Date) {
        self.document = Some(document);
    }

    #[query]
    async fn total(&mut self) -> u32 {
        0
    }
}
