impl<'a, T: Clone> Demo<'a, 'static, T>
where
    T: Send,
    'a: 'static,
    T: 'static,
{
    async fn run(ctx: &Ctx<Self>) -> RunbookResult<T> {
        Ok(ctx.value())
    }
}
impl<'a, T: Clone> ::ntro_workflow::NtroWorkflow for Demo<'a, 'static, T>
where
    T: Send,
    'a: 'static,
    T: 'static,
{
    const SLUG: &'static str = "demo";
    const WORKFLOW_TYPE: &'static str = "DemoWorkflow";
    const DOCS: &'static str = "";
    const STEPS: &'static [::ntro_workflow::StepDefinition] = &[];
    const SIGNALS: &'static [::ntro_workflow::SignalHandler<Self>] = &[];
    const QUERIES: &'static [::ntro_workflow::QueryHandler<Self>] = &[];
    const UPDATES: &'static [::ntro_workflow::UpdateHandler<Self>] = &[];
    const INPUT: ::core::option::Option<::ntro_workflow::PayloadType> = ::core::option::Option::None;
    const OUTPUT: ::core::option::Option<::ntro_workflow::PayloadType> = ::core::option::Option::None;
    type Input = ();
    type Output = <RunbookResult<T> as ::ntro_workflow::__private::AnyResult>::Ok;
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
    "a runbook cannot be generic\n= note: its name on Temporal stands for one type, and a worker must find that type by the name alone\n= help: annotate the impl of a concrete type, and call shared generic code from it"
}
