impl Documents {
    /// Reads the text of a PDF.
    pub async fn parse_pdf(
        &self,
        ctx: &ActivityCtx,
        input: Reference,
    ) -> Result<Text, ActivityError> {
        self.parse(ctx, input).await
    }
    #[cfg(feature = "commit")]
    async fn commit(ctx: ActivityCtx) -> Result<(), CommitError> {
        commit(ctx).await
    }
    async fn parse(
        &self,
        ctx: &ActivityCtx,
        input: Reference,
    ) -> Result<Text, ActivityError> {
        read(&self.directory, input)
    }
}
#[allow(dead_code, reason = "an activity may be called from another language only")]
impl Documents {
    /// Reads the text of a PDF.
    pub const PARSE_PDF: ::ntro_workflow::ActivityRef<
        Reference,
        <Result<Text, ActivityError> as ::ntro_workflow::__private::ResultOk>::Ok,
    > = ::ntro_workflow::ActivityRef::new("document_ingest.parse_pdf");
    /// The activity `document_ingest.commit_record`.
    #[cfg(feature = "commit")]
    const COMMIT: ::ntro_workflow::ActivityRef<
        (),
        <Result<(), CommitError> as ::ntro_workflow::__private::ResultOk>::Ok,
    > = ::ntro_workflow::ActivityRef::new("document_ingest.commit_record");
}
const _: () = {
    struct __ParsePdfActivity;
    impl ::ntro_workflow::__private::ActivityBody for __ParsePdfActivity {
        type Host = Documents;
        type Input = Reference;
        type Output = <Result<
            Text,
            ActivityError,
        > as ::ntro_workflow::__private::ResultOk>::Ok;
        const NAME: &'static str = "document_ingest.parse_pdf";
        fn call(
            host: ::std::sync::Arc<Documents>,
            ctx: ::ntro_workflow::ActivityCtx,
            input: Reference,
        ) -> ::ntro_workflow::__private::ActivityFuture<Self::Output> {
            ::std::boxed::Box::pin(async move {
                <Documents>::parse_pdf(&host, &ctx, input)
                    .await
                    .map_err(::core::convert::Into::into)
            })
        }
    }
    #[cfg(feature = "commit")]
    struct __CommitActivity;
    #[cfg(feature = "commit")]
    impl ::ntro_workflow::__private::ActivityBody for __CommitActivity {
        type Host = Documents;
        type Input = ();
        type Output = <Result<
            (),
            CommitError,
        > as ::ntro_workflow::__private::ResultOk>::Ok;
        const NAME: &'static str = "document_ingest.commit_record";
        fn call(
            host: ::std::sync::Arc<Documents>,
            ctx: ::ntro_workflow::ActivityCtx,
            input: (),
        ) -> ::ntro_workflow::__private::ActivityFuture<Self::Output> {
            ::std::boxed::Box::pin(async move {
                <Documents>::commit(ctx).await.map_err(::core::convert::Into::into)
            })
        }
    }
    #[automatically_derived]
    impl ::ntro_workflow::__private::ActivityHost for Documents {
        fn visit(visitor: &mut impl ::ntro_workflow::__private::ActivityVisitor<Self>) {
            visitor.activity::<__ParsePdfActivity>();
            #[cfg(feature = "commit")] visitor.activity::<__CommitActivity>();
        }
    }
};
