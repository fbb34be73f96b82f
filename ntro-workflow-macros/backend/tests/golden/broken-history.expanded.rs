impl NavMonthly {
    async fn run(ctx: &Ctx<Self>, input: MonthEnd) -> RunbookResult<Closed> {
        close(ctx, input).await
    }
}
impl ::ntro_workflow::NtroWorkflow for NavMonthly {
    const SLUG: &'static str = "nav-monthly";
    const WORKFLOW_TYPE: &'static str = "NavMonthlyWorkflow";
    const DOCS: &'static str = "";
    const STEPS: &'static [::ntro_workflow::StepDefinition] = &[];
    const SIGNALS: &'static [::ntro_workflow::SignalHandler<Self>] = &[];
    const QUERIES: &'static [::ntro_workflow::QueryHandler<Self>] = &[];
    const UPDATES: &'static [::ntro_workflow::UpdateHandler<Self>] = &[];
    const INPUT: ::core::option::Option<::ntro_workflow::PayloadType> = ::core::option::Option::None;
    const OUTPUT: ::core::option::Option<::ntro_workflow::PayloadType> = ::core::option::Option::None;
    type Input = MonthEnd;
    type Output = <RunbookResult<Closed> as ::ntro_workflow::__private::AnyResult>::Ok;
    fn init(_: &Self::Input) -> Self {
        ::core::unreachable!()
    }
    fn run(
        _: ::ntro_workflow::Ctx<Self>,
        _: Self::Input,
    ) -> ::ntro_workflow::__private::RunFuture<Self::Output> {
        ::core::unreachable!()
    }
}
::core::compile_error! {
    "`history(…)` takes no argument `entitty`\n= help: did you mean `entity`?\n= help: it takes `entity`, `period` and `source`: `history(entity = entity_slug, period = period)`"
}
::core::compile_error! {
    "`entity` names a field of the input\n= note: a completed run is found again by what its input says that it is about\n= help: write `entity = name_of_the_field`, or `entity = field.of_a_field`"
}
::core::compile_error! {
    "`period` names a field of the input\n= note: a completed run is found again by what its input says that it is about\n= help: write `period = period`, without quotes"
}
