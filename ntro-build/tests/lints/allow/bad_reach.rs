#[ntro_workflow(slug = "close")]
impl Close {
    #[run]
    async fn run(ctx: &Ctx<Self>, input: Input) -> RunbookResult<Report> {
        // ntro: allow(nondeterminism): it ends with the statement
        let first = input
            .since(std::time::Instant::now());
        let second = std::time::Instant::now();
        let third = input.since( // ntro: allow(nondeterminism): there is nothing in this line
            std::time::Instant::now(),
        );
        // ntro: allow everything
        // ntro: Allow(nondeterminism): it is only logged
        let fourth = std::time::Instant::now();
        Ok(Report { second })
    }
}
