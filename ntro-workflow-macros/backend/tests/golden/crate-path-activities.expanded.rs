impl Ledger {
    pub async fn post(
        &self,
        ctx: &ActivityCtx,
        period: String,
    ) -> Result<String, ActivityError> {
        self.booked(ctx, period).await
    }
}
#[allow(dead_code, reason = "it may be used from another language only")]
impl Ledger {
    /// The activity `ledger.post`.
    pub const POST: ::framework::runbooks::ActivityRef<
        String,
        <Result<
            String,
            ActivityError,
        > as ::framework::runbooks::__private::AnyResult>::Ok,
    > = ::framework::runbooks::ActivityRef::new("ledger.post");
}
#[allow(deprecated, reason = "what is deprecated is still served")]
const _: () = {
    struct __PostActivity;
    impl ::framework::runbooks::__private::ActivityBody for __PostActivity {
        const NAME: &'static str = "ledger.post";
        const DOCS: &'static str = "";
        const INPUT: ::core::option::Option<::framework::runbooks::PayloadType> = ::framework::runbooks::__private::known_activity_input::<
            Self,
        >("String");
        const OUTPUT: ::core::option::Option<::framework::runbooks::PayloadType> = ::framework::runbooks::__private::known_activity_output::<
            Self,
        >("String");
        type Host = Ledger;
        type Input = String;
        type Output = <Result<
            String,
            ActivityError,
        > as ::framework::runbooks::__private::AnyResult>::Ok;
        const EVENT_TYPE: ::core::option::Option<&'static str> = {
            #[allow(unused_imports, reason = "an observable type answers by itself")]
            use ::framework::runbooks::__private::NotObservable as _;
            ::framework::runbooks::__private::Probe::<Self::Output>::EVENT_TYPE
        };
        fn call(
            host: ::std::sync::Arc<Self::Host>,
            ctx: ::framework::runbooks::ActivityCtx,
            input: Self::Input,
        ) -> ::framework::runbooks::__private::ActivityFuture<Self::Output> {
            ::std::boxed::Box::pin(async move {
                ::framework::runbooks::__private::finish_activity(
                    <Result<
                        String,
                        ActivityError,
                    > as ::framework::runbooks::__private::AnyResult>::into_result(
                        <Self::Host>::post(&host, &ctx, input).await,
                    ),
                )
            })
        }
    }
    #[automatically_derived]
    impl ::framework::runbooks::__private::ActivityHost for Ledger {
        fn visit(
            visitor: &mut impl ::framework::runbooks::__private::ActivityVisitor<Self>,
        ) {
            visitor.activity::<__PostActivity>();
        }
    }
};
