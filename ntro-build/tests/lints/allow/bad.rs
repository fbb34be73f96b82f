#[ntro_workflow(slug = "close")]
impl Close {
    #[run]
    async fn run(ctx: &Ctx<Self>) -> RunbookResult<()> {
        // ntro: allow(nondeterminism)
        let a = std::time::Instant::now();
        let b = std::time::Instant::now(); // ntro: allow(nondeterminism):
        // ntro: allow(nondeterminisn): it is only logged
        let c = std::time::Instant::now();
        // ntro: allow(clock): it is only logged
        let d = std::time::Instant::now();
        // ntro: allow(nondeterminism): there is nothing
        let e = ctx.now();
        // ntro: allow(unused-step): another rule than the one that finds something
        let f = std::time::Instant::now();
        // ntro: alow(nondeterminism): misspelt
        let g = std::time::Instant::now();
        // ntro: allow(nondeterminism): two lines above

        let h = std::time::Instant::now();
        Ok(())
    }
}
