// ntro: the peer calls this a "close"
// ntro::workflow is another thing, and so is ntro: the program.
// ntro: also (and that is all) runs it

#[ntro_workflow(slug = "close")]
impl Close {
    #[run]
    async fn run(ctx: &Ctx<Self>, input: Input) -> RunbookResult<Report> {
        // ntro: allow(nondeterminism): it is looked up in and never walked through
        let names = ctx
            .activity(Ledger::NAMES, input.period.clone())
            .await?
            .into_iter()
            .collect::<std::collections::HashMap<String, String>>();
        // ntro: allow(nondeterminism): it is looked up in and never walked through
        #[allow(clippy::disallowed_types)]
        let more: std::collections::HashMap<u8, u8> = input.more;
        #[allow(clippy::disallowed_types)]
        // ntro: allow(nondeterminism): it is looked up in and never walked through
        let most =
            std::collections::HashSet::<u8>::new();
        Ok(Report {
            names,
            // ntro: allow(nondeterminism): it is only logged
            seconds: input
                .since(std::time::Instant::now())
                .as_secs(),
            kind: match input.kind {
                // ntro: allow(nondeterminism): it is only logged
                Kind::Late => {
                    let now = std::time::Instant::now();
                    input.late(now)
                }
                Kind::Early => more.len(),
            },
        })
    }
}
