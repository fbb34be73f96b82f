impl InvoiceDocuments {
    /// Reads the text of a PDF.
    pub async fn parse_pdf(
        &self,
        ctx: &ActivityCtx,
        input: Reference,
    ) -> Result<Text, ActivityError> {
        self.parse(ctx, input).await
    }
    async fn tidy(ctx: ActivityCtx) -> Result<(), Failure> {
        tidied(ctx).await
    }
}
#[allow(dead_code, reason = "it may be used from another language only")]
impl InvoiceDocuments {
    /// Reads the text of a PDF.
    pub const PARSE_PDF: ::ntro_workflow::ActivityRef<
        Reference,
        <Result<Text, ActivityError> as ::ntro_workflow::__private::AnyResult>::Ok,
    > = ::ntro_workflow::ActivityRef::new("invoice_documents.parse_pdf");
    /// The activity `invoice_documents.tidy`.
    const TIDY: ::ntro_workflow::ActivityRef<
        (),
        <Result<(), Failure> as ::ntro_workflow::__private::AnyResult>::Ok,
    > = ::ntro_workflow::ActivityRef::new("invoice_documents.tidy");
}
#[allow(deprecated, reason = "what is deprecated is still served")]
const _: () = {
    struct __ParsePdfActivity;
    impl ::ntro_workflow::__private::ActivityBody for __ParsePdfActivity {
        const NAME: &'static str = "invoice_documents.parse_pdf";
        const DOCS: &'static str = "Reads the text of a PDF.";
        const INPUT: ::core::option::Option<::ntro_workflow::PayloadType> = ::ntro_workflow::__private::known_activity_input::<
            Self,
        >("Reference");
        const OUTPUT: ::core::option::Option<::ntro_workflow::PayloadType> = ::ntro_workflow::__private::known_activity_output::<
            Self,
        >("Text");
        type Host = InvoiceDocuments;
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
    struct __TidyActivity;
    impl ::ntro_workflow::__private::ActivityBody for __TidyActivity {
        const NAME: &'static str = "invoice_documents.tidy";
        const DOCS: &'static str = "";
        const INPUT: ::core::option::Option<::ntro_workflow::PayloadType> = ::core::option::Option::None;
        const OUTPUT: ::core::option::Option<::ntro_workflow::PayloadType> = ::core::option::Option::None;
        type Host = InvoiceDocuments;
        type Input = ();
        type Output = <Result<(), Failure> as ::ntro_workflow::__private::AnyResult>::Ok;
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
                        Failure,
                    > as ::ntro_workflow::__private::AnyResult>::into_result(
                        <Self::Host>::tidy(ctx).await,
                    ),
                )
            })
        }
    }
    #[automatically_derived]
    impl ::ntro_workflow::__private::ActivityHost for InvoiceDocuments {
        fn visit(visitor: &mut impl ::ntro_workflow::__private::ActivityVisitor<Self>) {
            visitor.activity::<__ParsePdfActivity>();
            visitor.activity::<__TidyActivity>();
        }
    }
};
