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
#[allow(dead_code, reason = "it may be used from another language only")]
impl Documents {
    /// Reads the text of a PDF.
    pub const PARSE_PDF: ::ntro_workflow::ActivityRef<
        Reference,
        <Result<Text, ActivityError> as ::ntro_workflow::__private::AnyResult>::Ok,
    > = ::ntro_workflow::ActivityRef::new("document_ingest.parse_pdf");
    /// The activity `document_ingest.commit_record`.
    #[cfg(feature = "commit")]
    const COMMIT: ::ntro_workflow::ActivityRef<
        (),
        <Result<(), CommitError> as ::ntro_workflow::__private::AnyResult>::Ok,
    > = ::ntro_workflow::ActivityRef::new("document_ingest.commit_record");
}
#[allow(deprecated, reason = "what is deprecated is still served")]
const _: () = {
    struct __ParsePdfActivity;
    impl ::ntro_workflow::__private::ActivityBody for __ParsePdfActivity {
        const NAME: &'static str = "document_ingest.parse_pdf";
        const DOCS: &'static str = "Reads the text of a PDF.";
        const INPUT: ::core::option::Option<::ntro_workflow::PayloadType> = ::ntro_workflow::__private::known_activity_input::<
            Self,
        >("Reference");
        const OUTPUT: ::core::option::Option<::ntro_workflow::PayloadType> = ::ntro_workflow::__private::known_activity_output::<
            Self,
        >("Text");
        type Host = Documents;
        type Input = Reference;
        type Output = <Result<
            Text,
            ActivityError,
        > as ::ntro_workflow::__private::AnyResult>::Ok;
        const EVENT_TYPE: ::core::option::Option<&'static str> = {
            #[allow(unused_imports, reason = "an observable type answers by itself")]
            use ::ntro_workflow::__private::NotObservable as _;
            ::ntro_workflow::__private::Probe::<Self::Output>::EVENT_TYPE
        };
        fn call(
            host: ::std::sync::Arc<Self::Host>,
            ctx: ::ntro_workflow::ActivityCtx,
            input: Self::Input,
        ) -> ::ntro_workflow::__private::ActivityFuture<Self::Output> {
            ::std::boxed::Box::pin(async move {
                ::ntro_workflow::__private::finish_activity(
                    <Result<
                        Text,
                        ActivityError,
                    > as ::ntro_workflow::__private::AnyResult>::into_result(
                        <Self::Host>::parse_pdf(&host, &ctx, input).await,
                    ),
                )
            })
        }
    }
    #[cfg(feature = "commit")]
    struct __CommitActivity;
    #[cfg(feature = "commit")]
    impl ::ntro_workflow::__private::ActivityBody for __CommitActivity {
        const NAME: &'static str = "document_ingest.commit_record";
        const DOCS: &'static str = "";
        const INPUT: ::core::option::Option<::ntro_workflow::PayloadType> = ::core::option::Option::None;
        const OUTPUT: ::core::option::Option<::ntro_workflow::PayloadType> = ::core::option::Option::None;
        type Host = Documents;
        type Input = ();
        type Output = <Result<
            (),
            CommitError,
        > as ::ntro_workflow::__private::AnyResult>::Ok;
        const EVENT_TYPE: ::core::option::Option<&'static str> = {
            #[allow(unused_imports, reason = "an observable type answers by itself")]
            use ::ntro_workflow::__private::NotObservable as _;
            ::ntro_workflow::__private::Probe::<Self::Output>::EVENT_TYPE
        };
        fn call(
            host: ::std::sync::Arc<Self::Host>,
            ctx: ::ntro_workflow::ActivityCtx,
            input: Self::Input,
        ) -> ::ntro_workflow::__private::ActivityFuture<Self::Output> {
            ::std::boxed::Box::pin(async move {
                ::ntro_workflow::__private::finish_activity(
                    <Result<
                        (),
                        CommitError,
                    > as ::ntro_workflow::__private::AnyResult>::into_result(
                        <Self::Host>::commit(ctx).await,
                    ),
                )
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
