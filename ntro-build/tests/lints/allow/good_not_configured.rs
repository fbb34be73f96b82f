//! Comments in code that is not configured: whoever has its features needs them.

// ntro: allow(nondeterminism): nobody replays it
#[cfg(feature = "probe")]
#[ntro_workflow(slug = "probe")]
impl Probe {
    #[run]
    async fn run(ctx: &Ctx<Self>) -> RunbookResult<String> {
        Ok(format!("{:?}", std::time::Instant::now()))
    }
}

#[ntro_workflow(slug = "close")]
impl Close {
    #[run]
    async fn run(ctx: &Ctx<Self>) -> RunbookResult<()> {
        // ntro: allow(nondeterminism): it is only logged
        #[cfg(feature = "log")]
        let started = std::time::Instant::now();
        #[cfg(feature = "log")]
        log(std::time::Instant::now()); // ntro: allow(nondeterminism): it is only logged
        join!(async {
            #[cfg(feature = "log")]
            // ntro: allow(nondeterminism): it is only logged
            log(std::time::Instant::now());
        });
        Self::work(ctx).await
    }

    // ntro: allow(nondeterminism): all of it is only logged
    #[ui_step(name = "work", title = "Work")]
    async fn work(ctx: &Ctx<Self>) -> RunbookResult<()> {
        #[cfg(feature = "log")]
        log(std::time::Instant::now());
        Ok(())
    }

    #[cfg(feature = "more")]
    // ntro: allow(unused-step): another package calls it
    #[ui_step(name = "more", title = "More")]
    async fn more(ctx: &Ctx<Self>) -> RunbookResult<()> {
        // ntro: allow(nondeterminism): it is only logged
        log(std::time::Instant::now());
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    #[ntro_workflow(slug = "test")]
    impl Test {
        #[run]
        async fn run(ctx: &Ctx<Self>) -> RunbookResult<()> {
            // ntro: allow(gate-outside-step): the test expects the refusal
            ctx.wait_for_action(&1).await.map(drop)
        }
    }
}
