#[ntro_workflow(slug = "demo")]
#[cfg(feature = "demo")]
impl Demo {
    #![allow(unused_variables)]

    const LIMIT: u32 = 3;

    #[run]
    async fn run(ctx: &Ctx<Self>) -> RunbookResult<()> {
        Ok(())
    }

    #[cfg(feature = "review")]
    #[ui_step(name = "review", title = "Review")]
    #[allow(clippy::unused_async)]
    async fn review(ctx: &Ctx<Self>) -> RunbookResult<()> {
        #![allow(unused_mut)]
        Ok(())
    }

    #[deprecated]
    #[signal]
    #[cfg(feature = "review")]
    fn send(&mut self) {}

    #[other::signal]
    fn foreign(&mut self) {}
}
