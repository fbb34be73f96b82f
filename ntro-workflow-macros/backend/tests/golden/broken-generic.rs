#[ntro_workflow(slug = "demo")]
impl<'a, T: Clone> Demo<'a, '_, T>
where
    T: Send,
{
    #[run]
    async fn run(ctx: &Ctx<Self>) -> RunbookResult<T> {
        Ok(ctx.value())
    }
}
