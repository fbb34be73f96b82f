#[ntro_workflow(slug = "close")]
impl Close {
    #[run]
    async fn run(ctx: &Ctx<Self>, input: Input) -> RunbookResult<()> {
        let open: Vec<_> = input.rows.iter().filter(|row| row.open).collect();
        Self::review(ctx, &open).await
    }

    #[ui_step(name = "review", title = "Review", gate(payload = Rows))]
    async fn review(ctx: &Ctx<Self>, rows: &Rows) -> RunbookResult<()> {
        Self::collect(ctx, rows).await
    }

    async fn collect(ctx: &Ctx<Self>, rows: &Rows) -> RunbookResult<()> {
        ctx.wait_for_action(rows).await.map(drop)
    }
}
