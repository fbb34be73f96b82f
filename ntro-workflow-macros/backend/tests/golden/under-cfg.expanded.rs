#[cfg(feature = "demo")]
impl Demo {
    #![allow(unused_variables)]
    const LIMIT: u32 = 3;
    async fn run(ctx: &Ctx<Self>) -> RunbookResult<()> {
        Ok(())
    }
    #[cfg(feature = "review")]
    #[allow(clippy::unused_async)]
    async fn review(ctx: &Ctx<Self>) -> RunbookResult<()> {
        #![allow(unused_mut)]
        ::ntro_workflow::__private::enter::<Self>(ctx, "review")
            .run(async move {
                if let ::core::option::Option::Some(__return) = ::core::option::Option::None::<
                    RunbookResult<()>,
                > {
                    return __return;
                }
                Ok(())
            })
            .await
    }
    #[deprecated]
    #[cfg(feature = "review")]
    fn send(&mut self) {}
    #[other::signal]
    fn foreign(&mut self) {}
}
#[cfg(feature = "demo")]
#[automatically_derived]
#[allow(deprecated, reason = "what is deprecated is still served")]
impl ::ntro_workflow::NtroWorkflow for Demo {
    const SLUG: &'static str = "demo";
    const WORKFLOW_TYPE: &'static str = "DemoWorkflow";
    const DOCS: &'static str = "";
    const STEPS: &'static [::ntro_workflow::StepDefinition] = &[
        #[cfg(feature = "review")]
        ::ntro_workflow::StepDefinition::new("review", "Review"),
    ];
    const SIGNALS: &'static [::ntro_workflow::SignalHandler<Self>] = &[
        #[cfg(feature = "review")]
        ::ntro_workflow::SignalHandler {
            name: "send",
            docs: "",
            call: |runbook, _| ::ntro_workflow::__private::Accepted::accepted(
                Self::send(runbook),
            ),
            payload: ::core::option::Option::None,
        },
    ];
    const QUERIES: &'static [::ntro_workflow::QueryHandler<Self>] = &[];
    const UPDATES: &'static [::ntro_workflow::UpdateHandler<Self>] = &[];
    const INPUT: ::core::option::Option<::ntro_workflow::PayloadType> = ::core::option::Option::None;
    const OUTPUT: ::core::option::Option<::ntro_workflow::PayloadType> = ::core::option::Option::None;
    fn init(_: &Self::Input) -> Self {
        <Self as ::core::default::Default>::default()
    }
    type Input = ();
    type Output = <RunbookResult<()> as ::ntro_workflow::__private::AnyResult>::Ok;
    fn run(
        ctx: ::ntro_workflow::Ctx<Self>,
        input: Self::Input,
    ) -> ::ntro_workflow::__private::RunFuture<Self::Output> {
        let () = input;
        ::std::boxed::Box::pin(async move {
            ::ntro_workflow::__private::finish(
                <RunbookResult<
                    (),
                > as ::ntro_workflow::__private::AnyResult>::into_result(
                    Self::run(&ctx).await,
                ),
            )
        })
    }
}
#[cfg(feature = "demo")]
#[allow(dead_code, reason = "it may be used from another language only")]
impl Demo {
    /// The signal `send`.
    #[deprecated]
    #[cfg(feature = "review")]
    const SEND: ::ntro_workflow::SignalRef<Self, ()> = ::ntro_workflow::SignalRef::new(
        "send",
    );
}
