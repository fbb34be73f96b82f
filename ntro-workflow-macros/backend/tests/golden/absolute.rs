#[ntro_workflow(slug = "exchange-rate", name = "Rates")]
impl Rates {
    #[run]
    async fn run(ctx: Ctx<Self>) -> RunbookResult<()> {
        review(ctx).await
    }

    #[init]
    fn start(input: &()) -> Self {
        initial(input)
    }

    #[ui_step(name = "review", title = "Review", icon = "Eye", timeout = "24h", gate(payload = u32, answers(approved)))]
    async fn review(Pattern { field }: &Ctx<Self>) -> Result<(), Failure> {
        waited(field).await
    }

    #[ui_step(name = "opaque", title = "Opaque")]
    async fn opaque(_: &Ctx<Self>) -> Result<impl Sized, Failure> {
        unnamed().await
    }

    #[signal(name = "cleared")]
    pub(crate) fn clear(&mut self) -> Outcome {
        self.cleared()
    }

    #[query]
    fn rate(&self) -> u32 {
        self.rate
    }

    #[query]
    fn times(&self, factor: u32) -> Result<u32, Failure> {
        self.multiplied(factor)
    }

    #[update]
    fn set(&mut self, rate: u32) {
        self.rate = rate;
    }

    #[update(validator = may_halve)]
    fn halve(&mut self) -> u32 {
        self.halved()
    }

    fn may_halve(&self) -> Outcome {
        self.is_even()
    }
}
