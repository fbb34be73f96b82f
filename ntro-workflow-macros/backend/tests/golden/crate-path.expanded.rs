impl Close {
    async fn run(ctx: &Ctx<Self>, period: String) -> RunbookResult<String> {
        Self::review(ctx, period).await
    }
    async fn review(ctx: &Ctx<Self>, period: String) -> RunbookResult<String> {
        ::framework::runbooks::__private::enter::<Self>(ctx, "review")
            .run(async move {
                if let ::core::option::Option::Some(__return) = ::core::option::Option::None::<
                    RunbookResult<String>,
                > {
                    return __return;
                }
                ctx.wait_for_action(period).await
            })
            .await
    }
    fn reopen(&mut self, period: String) {
        self.period = period;
    }
    fn period(&self) -> String {
        self.period.clone()
    }
    fn rename(&mut self, period: String) -> Result<(), String> {
        self.period = period;
        Ok(())
    }
    fn check(&self, period: &String) -> Result<(), String> {
        self.closed(period)
    }
}
#[automatically_derived]
#[allow(deprecated, reason = "what is deprecated is still served")]
impl ::framework::runbooks::NtroWorkflow for Close {
    const SLUG: &'static str = "monthly-close";
    const WORKFLOW_TYPE: &'static str = "MonthlyCloseWorkflow";
    const DOCS: &'static str = "";
    const STEPS: &'static [::framework::runbooks::StepDefinition] = &[
        ::framework::runbooks::StepDefinition::new("review", "Review")
            .gates(const {
                use ::framework::runbooks::__private::SaysNothing as _;
                &[
                    ::framework::runbooks::GateDefinition::review::<
                        String,
                    >("review", "String")
                        .edits(<::framework::runbooks::__private::Said<String>>::EDITS),
                ]
            }),
    ];
    const SIGNALS: &'static [::framework::runbooks::SignalHandler<Self>] = &[
        ::framework::runbooks::SignalHandler {
            name: "reopen",
            docs: "",
            call: |runbook, arguments| ::framework::runbooks::__private::Accepted::accepted(
                Self::reopen(runbook, arguments.take::<String>()?),
            ),
            payload: ::framework::runbooks::__private::known::<String>("String"),
        },
    ];
    const QUERIES: &'static [::framework::runbooks::QueryHandler<Self>] = {
        use ::framework::runbooks::__private::PlainReply as _;
        &[
            ::framework::runbooks::QueryHandler {
                name: "period",
                docs: "",
                call: |runbook, _| ::framework::runbooks::__private::encode::<
                    String,
                >(
                    ::framework::runbooks::__private::Reply(Self::period(runbook))
                        .answer()?,
                ),
                payload: ::core::option::Option::None,
                answer: ::framework::runbooks::__private::known::<String>("String"),
            },
        ]
    };
    const UPDATES: &'static [::framework::runbooks::UpdateHandler<Self>] = {
        use ::framework::runbooks::__private::PlainReply as _;
        &[
            ::framework::runbooks::UpdateHandler {
                name: "rename",
                docs: "",
                validate: |runbook, arguments| ::framework::runbooks::__private::Accepted::accepted(
                    Self::check(runbook, &arguments.take::<String>()?),
                ),
                call: |runbook, arguments| ::framework::runbooks::__private::encode::<
                    (),
                >(
                    ::framework::runbooks::__private::Reply(
                            Self::rename(runbook, arguments.take::<String>()?),
                        )
                        .answer()?,
                ),
                payload: ::framework::runbooks::__private::known::<String>("String"),
                answer: ::core::option::Option::None,
            },
        ]
    };
    const INPUT: ::core::option::Option<::framework::runbooks::PayloadType> = ::framework::runbooks::__private::known_input::<
        Self,
    >("String");
    const OUTPUT: ::core::option::Option<::framework::runbooks::PayloadType> = ::framework::runbooks::__private::known_output::<
        Self,
    >("String");
    fn init(_: &Self::Input) -> Self {
        <Self as ::core::default::Default>::default()
    }
    type Input = String;
    type Output = <RunbookResult<
        String,
    > as ::framework::runbooks::__private::AnyResult>::Ok;
    fn run(
        ctx: ::framework::runbooks::Ctx<Self>,
        input: Self::Input,
    ) -> ::framework::runbooks::__private::RunFuture<Self::Output> {
        ::std::boxed::Box::pin(async move {
            ::framework::runbooks::__private::finish(
                <RunbookResult<
                    String,
                > as ::framework::runbooks::__private::AnyResult>::into_result(
                    Self::run(&ctx, input).await,
                ),
            )
        })
    }
}
#[allow(dead_code, reason = "it may be used from another language only")]
impl Close {
    /// The signal `reopen`.
    const REOPEN: ::framework::runbooks::SignalRef<Self, String> = ::framework::runbooks::SignalRef::new(
        "reopen",
    );
    /// The query `period`.
    const PERIOD: ::framework::runbooks::QueryRef<Self, (), String> = ::framework::runbooks::QueryRef::new(
        "period",
    );
    /// The update `rename`.
    const RENAME: ::framework::runbooks::UpdateRef<Self, String, ()> = ::framework::runbooks::UpdateRef::new(
        "rename",
    );
}
