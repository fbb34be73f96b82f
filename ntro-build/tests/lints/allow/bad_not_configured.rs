//! Beside code that is not configured, and mistakes in it.

#[ntro_workflow(slug = "close")]
impl Close {
    #[run]
    async fn run(ctx: &Ctx<Self>) -> RunbookResult<()> {
        // ntro: allow(nondeterminism): there is nothing
        let now = ctx.now();
        #[cfg(feature = "log")]
        // ntro: allow(nondeterminism)
        log(std::time::Instant::now());
        // ntro: allow(nondeterminism): there is nothing here either
        Ok(())
    }
}
