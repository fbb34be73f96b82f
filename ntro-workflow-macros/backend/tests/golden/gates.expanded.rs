impl ExpenseClaim {
    async fn run(ctx: &Ctx<Self>, claim: Claim) -> RunbookResult<Self> {
        let lines = Self::collect(ctx, &claim).await?;
        Self::review(ctx, lines).await
    }
    /// Waits for the receipts.
    async fn collect(ctx: &Ctx<Self>, claim: &Claim) -> RunbookResult<Vec<Line>> {
        ::ntro_workflow::__private::enter::<Self>(ctx, "collect")
            .run(async move {
                if let ::core::option::Option::Some(__return) = ::core::option::Option::None::<
                    RunbookResult<Vec<Line>>,
                > {
                    return __return;
                }
                ctx.await_signal_with_action(claim).await
            })
            .await
    }
    async fn review(ctx: &Ctx<Self>, lines: Vec<Line>) -> RunbookResult<Self> {
        ::ntro_workflow::__private::enter::<Self>(ctx, "review")
            .run(async move {
                if let ::core::option::Option::Some(__return) = ::core::option::Option::None::<
                    RunbookResult<Self>,
                > {
                    return __return;
                }
                ctx.wait_for_action(lines).await
            })
            .await
    }
}
#[automatically_derived]
#[allow(deprecated, reason = "what is deprecated is still served")]
impl ::ntro_workflow::NtroWorkflow for ExpenseClaim {
    const SLUG: &'static str = "expense-claim";
    const WORKFLOW_TYPE: &'static str = "ExpenseClaimWorkflow";
    const DOCS: &'static str = "";
    const STEPS: &'static [::ntro_workflow::StepDefinition] = &[
        ::ntro_workflow::StepDefinition::new("collect", "Collect receipts")
            .docs("Waits for the receipts.")
            .description("The claimant sends the receipts")
            .responsibility("claimant")
            .timeout_seconds(129600)
            .component("FILE_UPLOAD")
            .gates(const { &[::ntro_workflow::GateDefinition::submission("submit")] }),
        ::ntro_workflow::StepDefinition::new("review", "Review")
            .gates(const {
                use ::ntro_workflow::__private::SaysNothing as _;
                &[
                    ::ntro_workflow::GateDefinition::review::<
                        Vec<Line>,
                    >("review", "Vec<Line>")
                        .edits(<::ntro_workflow::__private::Said<Vec<Line>>>::EDITS),
                    ::ntro_workflow::GateDefinition::review::<
                        (Currency, [u8; 4]),
                    >("total", "(Currency, [u8; 4])")
                        .component("TOTAL_BOX")
                        .answers(
                            &[
                                ::ntro_workflow::Action::Rejected,
                                ::ntro_workflow::Action::Approved,
                            ],
                        )
                        .edits(
                            <::ntro_workflow::__private::Said<
                                (Currency, [u8; 4]),
                            >>::EDITS,
                        ),
                    ::ntro_workflow::GateDefinition::review::<
                        Option<Self>,
                    >("claim", "Option<ExpenseClaim>")
                        .edits(<::ntro_workflow::__private::Said<Option<Self>>>::EDITS),
                    ::ntro_workflow::GateDefinition::submission("letter")
                        .component("MULTI_FILE_UPLOAD"),
                ]
            }),
    ];
    const SIGNALS: &'static [::ntro_workflow::SignalHandler<Self>] = &[];
    const QUERIES: &'static [::ntro_workflow::QueryHandler<Self>] = &[];
    const UPDATES: &'static [::ntro_workflow::UpdateHandler<Self>] = &[];
    const INPUT: ::core::option::Option<::ntro_workflow::PayloadType> = ::ntro_workflow::__private::known_input::<
        Self,
    >("Claim");
    const OUTPUT: ::core::option::Option<::ntro_workflow::PayloadType> = ::ntro_workflow::__private::known_output::<
        Self,
    >("ExpenseClaim");
    fn init(_: &Self::Input) -> Self {
        <Self as ::core::default::Default>::default()
    }
    type Input = Claim;
    type Output = <RunbookResult<Self> as ::ntro_workflow::__private::AnyResult>::Ok;
    fn run(
        ctx: ::ntro_workflow::Ctx<Self>,
        input: Self::Input,
    ) -> ::ntro_workflow::__private::RunFuture<Self::Output> {
        ::std::boxed::Box::pin(async move {
            ::ntro_workflow::__private::finish(
                <RunbookResult<
                    Self,
                > as ::ntro_workflow::__private::AnyResult>::into_result(
                    Self::run(&ctx, input).await,
                ),
            )
        })
    }
}
