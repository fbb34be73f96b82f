#[ntro_activities]
impl InvoiceDocuments {
    /// Reads the text of a PDF.
    #[activity]
    pub async fn parse_pdf(&self, ctx: &ActivityCtx, input: Reference) -> Result<Text, ActivityError> {
        self.parse(ctx, input).await
    }

    #[activity]
    async fn tidy(ctx: ActivityCtx) -> Result<(), Failure> {
        tidied(ctx).await
    }
}
