/// Closes a month of a fund.
impl NavMonthly {
    async fn run(ctx: &Ctx<Self>, input: MonthEnd) -> RunbookResult<Closed> {
        close(ctx, input).await
    }
}
#[automatically_derived]
#[allow(deprecated, reason = "what is deprecated is still served")]
impl ::ntro_workflow::NtroWorkflow for NavMonthly {
    const SLUG: &'static str = "nav-monthly";
    const WORKFLOW_TYPE: &'static str = "NavMonthlyWorkflow";
    const DOCS: &'static str = "Closes a month of a fund.";
    const STEPS: &'static [::ntro_workflow::StepDefinition] = &[];
    const SIGNALS: &'static [::ntro_workflow::SignalHandler<Self>] = &[];
    const QUERIES: &'static [::ntro_workflow::QueryHandler<Self>] = &[];
    const UPDATES: &'static [::ntro_workflow::UpdateHandler<Self>] = &[];
    const INPUT: ::core::option::Option<::ntro_workflow::PayloadType> = ::ntro_workflow::__private::known_input::<
        Self,
    >("MonthEnd");
    const OUTPUT: ::core::option::Option<::ntro_workflow::PayloadType> = ::ntro_workflow::__private::known_output::<
        Self,
    >("Closed");
    const TASK: ::core::option::Option<fn(&Self::Input) -> ::ntro_workflow::TaskKey> = ::core::option::Option::Some(|
        input|
    {
        use ::ntro_workflow::__private::PlainTaskPart as _;
        ::ntro_workflow::__private::task_key(
            &input.fund,
            ::ntro_workflow::__private::TaskPart(&input.header.period).text(),
            ::ntro_workflow::__private::TaskPart(&input.source).text(),
        )
    });
    fn init(_: &Self::Input) -> Self {
        <Self as ::core::default::Default>::default()
    }
    type Input = MonthEnd;
    type Output = <RunbookResult<Closed> as ::ntro_workflow::__private::AnyResult>::Ok;
    fn run(
        ctx: ::ntro_workflow::Ctx<Self>,
        input: Self::Input,
    ) -> ::ntro_workflow::__private::RunFuture<Self::Output> {
        ::std::boxed::Box::pin(async move {
            ::ntro_workflow::__private::finish(
                <RunbookResult<
                    Closed,
                > as ::ntro_workflow::__private::AnyResult>::into_result(
                    Self::run(&ctx, input).await,
                ),
            )
        })
    }
}
