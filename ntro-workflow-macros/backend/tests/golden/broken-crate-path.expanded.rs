impl Close {
    async fn run(ctx: &Ctx<Self>, period: String) -> RunbookResult<String> {
        Self::review(ctx, period).await
    }
    fn reopen(&mut self, period: String) {
        self.period = period;
    }
}
impl ::framework::runbooks::NtroWorkflow for Close {
    const SLUG: &'static str = "";
    const WORKFLOW_TYPE: &'static str = "";
    const DOCS: &'static str = "";
    const STEPS: &'static [::framework::runbooks::StepDefinition] = &[];
    const SIGNALS: &'static [::framework::runbooks::SignalHandler<Self>] = &[];
    const QUERIES: &'static [::framework::runbooks::QueryHandler<Self>] = &[];
    const UPDATES: &'static [::framework::runbooks::UpdateHandler<Self>] = &[];
    const INPUT: ::core::option::Option<::framework::runbooks::PayloadType> = ::core::option::Option::None;
    const OUTPUT: ::core::option::Option<::framework::runbooks::PayloadType> = ::core::option::Option::None;
    type Input = String;
    type Output = <RunbookResult<
        String,
    > as ::framework::runbooks::__private::AnyResult>::Ok;
    fn init(_: &Self::Input) -> Self {
        ::core::unreachable!()
    }
    fn run(
        _: ::framework::runbooks::Ctx<Self>,
        _: Self::Input,
    ) -> ::framework::runbooks::__private::RunFuture<Self::Output> {
        ::core::unreachable!()
    }
}
#[allow(dead_code, reason = "it may be used from another language only")]
impl Close {
    /// The signal `reopen`.
    const REOPEN: ::framework::runbooks::SignalRef<Self, String> = ::framework::runbooks::SignalRef::new(
        "reopen",
    );
}
::core::compile_error! {
    "`Monthly Close` is not kebab-case\n= note: a slug stands in URLs, in workflow ids and, word by word, in the workflow type\n= help: write `slug = \"monthly-close\"`"
}
