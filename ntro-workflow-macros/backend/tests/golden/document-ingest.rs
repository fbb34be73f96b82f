/// Takes one document from upload to a committed record.
#[ntro_workflow(slug = "document-ingest")]
impl DocumentIngest {
    #[run]
    async fn run(ctx: &Ctx<Self>, input: Request) -> RunbookResult<Record> {
        let document = Self::await_submission(ctx, &input).await?;
        Self::review(ctx, document).await
    }

    /// The file is there.
    #[signal]
    fn document_submitted(&mut self, document: Document) {
        self.submitted = Some(document);
    }

    #[query]
    pub fn totals(&self) -> Totals {
        self.totals.clone()
    }

    #[update(validator = check_rate)]
    fn set_rate(&mut self, rate: Rate) -> Result<Rate, RateError> {
        Ok(std::mem::replace(&mut self.rate, rate))
    }

    fn check_rate(&self, rate: &Rate) -> Result<(), RateError> {
        rate.check()
    }

    /// Waits for the upload.
    #[ui_step(name = "await_submission", title = "Await submission", icon = "Inbox")]
    async fn await_submission(ctx: &Ctx<Self>, input: &Request) -> RunbookResult<Document> {
        ctx.await_signal_with_action(input).await
    }

    #[ui_step(name = "review", title = "Review")]
    async fn review(_ctx: Ctx<Self>, document: Document) -> RunbookResult<Record> {
        Ok(Record::of(document))
    }
}
