#[ntro_workflow(slug = "close")]
impl Close {
    #[run]
    async fn run(ctx: &Ctx<Self>) -> RunbookResult<()> {
        let (left, right) = join!(Self::left(ctx), Self::right(ctx));
        left.and(right)?;
        <Self>::qualified(ctx).await?;
        Close::by_name(ctx).await?;
        each(ctx, Self::handed_on).await?;
        step!(by_macro);
        Self::helper(ctx).await
    }

    async fn helper(ctx: &Ctx<Self>) -> RunbookResult<()> {
        Self::by_helper(ctx).await
    }

    #[ui_step(name = "left", title = "Left")]
    async fn left(ctx: &Ctx<Self>) -> RunbookResult<()> {
        Ok(())
    }

    #[ui_step(name = "right", title = "Right")]
    async fn right(ctx: &Ctx<Self>) -> RunbookResult<()> {
        Ok(())
    }

    #[ui_step(name = "qualified", title = "Qualified")]
    async fn qualified(ctx: &Ctx<Self>) -> RunbookResult<()> {
        Ok(())
    }

    #[ui_step(name = "by_name", title = "By name")]
    async fn by_name(ctx: &Ctx<Self>) -> RunbookResult<()> {
        Ok(())
    }

    #[ui_step(name = "handed_on", title = "Handed on")]
    async fn handed_on(ctx: &Ctx<Self>) -> RunbookResult<()> {
        Ok(())
    }

    #[ui_step(name = "by_macro", title = "By macro")]
    async fn by_macro(ctx: &Ctx<Self>) -> RunbookResult<()> {
        Ok(())
    }

    #[ui_step(name = "by_helper", title = "By helper")]
    async fn by_helper(ctx: &Ctx<Self>) -> RunbookResult<()> {
        Ok(())
    }

    #[ui_step(name = "by_free_function", title = "By free function")]
    async fn by_free_function(ctx: &Ctx<Self>) -> RunbookResult<()> {
        Ok(())
    }

    #[ui_step(name = "by_other_impl", title = "By other impl")]
    async fn by_other_impl(ctx: &Ctx<Self>) -> RunbookResult<()> {
        Ok(())
    }
}

impl Close {
    async fn more(ctx: &Ctx<Self>) -> RunbookResult<()> {
        Self::by_other_impl(ctx).await
    }
}

async fn outside(ctx: &Ctx<Close>) -> RunbookResult<()> {
    Close::by_free_function(ctx).await
}
