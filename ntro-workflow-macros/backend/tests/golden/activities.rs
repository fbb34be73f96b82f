#[ntro_activities(prefix = "document_ingest")]
impl Documents {
    /// Reads the text of a PDF.
    #[activity]
    pub async fn parse_pdf(&self, ctx: &ActivityCtx, input: Reference) -> Result<Text, ActivityError> {
        self.parse(ctx, input).await
    }

    #[cfg(feature = "commit")]
    #[activity(name = "commit_record")]
    async fn commit(ctx: ActivityCtx) -> Result<(), CommitError> {
        commit(ctx).await
    }

    async fn parse(&self, ctx: &ActivityCtx, input: Reference) -> Result<Text, ActivityError> {
        read(&self.directory, input)
    }
}
