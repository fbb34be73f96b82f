#[ntro_workflow(slug = "close")]
impl Close {
    #[run]
    async fn run(ctx: &Ctx<Self>) -> RunbookResult<()> {
        // ntro: allow(nondeterminism): it is only logged
        let a = std::time::Instant::now();
        let b = std::time::Instant::now(); // ntro: allow(nondeterminism): it is only logged
        // ntro: allow(nondeterminism): it is only logged,
        // as every reader of these lines can see
        let c = std::time::Instant::now();
        let text = "// ntro: allow(nonsense)";
        let raw = r#"
            // ntro: allow(nonsense)
        "#;
        Self::logged(ctx).await
    }

    // ntro: allow(nondeterminism): all of it is only logged
    /// Logs.
    #[ui_step(name = "logged", title = "Logged")]
    async fn logged(ctx: &Ctx<Self>) -> RunbookResult<()> {
        let a = std::time::Instant::now();
        let b = std::time::Instant::now();
        Ok(())
    }

    /// Asks one day.
    // ntro: allow(undeclared-gate, unused-step): it comes with the next release
    #[ui_step(name = "later", title = "Later")]
    async fn later(ctx: &Ctx<Self>) -> RunbookResult<()> {
        ctx.wait_for_action(&1).await.map(drop)
    }
}

// ntro: allow(nondeterminism): a probe of the worker, never replayed
#[ntro_workflow(slug = "probe")]
impl Probe {
    #[run]
    async fn run(ctx: &Ctx<Self>) -> RunbookResult<()> {
        let a = std::time::Instant::now();
        Self::more(ctx).await
    }

    #[ui_step(name = "more", title = "More")]
    async fn more(ctx: &Ctx<Self>) -> RunbookResult<()> {
        std::thread::yield_now();
        Ok(())
    }
}

/// A doc comment is no comment: `// ntro: allow(nonsense)`.
fn main() {}
