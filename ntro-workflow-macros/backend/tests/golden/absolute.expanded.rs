impl Rates {
    async fn run(ctx: Ctx<Self>) -> RunbookResult<()> {
        review(ctx).await
    }
    fn start(input: &()) -> Self {
        initial(input)
    }
    async fn review(__ctx: &Ctx<Self>) -> Result<(), Failure> {
        ::ntro_workflow::__private::enter::<Self>(__ctx, "review")
            .run(async move {
                if let ::core::option::Option::Some(__return) = ::core::option::Option::None::<
                    Result<(), Failure>,
                > {
                    return __return;
                }
                let Pattern { field } = __ctx;
                waited(field).await
            })
            .await
    }
    async fn opaque(__ctx: &Ctx<Self>) -> Result<impl Sized, Failure> {
        ::ntro_workflow::__private::enter::<Self>(__ctx, "opaque")
            .run(async move { unnamed().await })
            .await
    }
    pub(crate) fn clear(&mut self) -> Outcome {
        self.cleared()
    }
    fn rate(&self) -> u32 {
        self.rate
    }
    fn times(&self, factor: u32) -> Result<u32, Failure> {
        self.multiplied(factor)
    }
    fn set(&mut self, rate: u32) {
        self.rate = rate;
    }
    fn halve(&mut self) -> u32 {
        self.halved()
    }
    fn may_halve(&self) -> Outcome {
        self.is_even()
    }
}
#[automatically_derived]
#[allow(deprecated, reason = "what is deprecated is still served")]
impl ::ntro_workflow::NtroWorkflow for Rates {
    const SLUG: &'static str = "exchange-rate";
    const WORKFLOW_TYPE: &'static str = "Rates";
    const DOCS: &'static str = "";
    const STEPS: &'static [::ntro_workflow::StepDefinition] = &[
        ::ntro_workflow::StepDefinition::new("review", "Review")
            .icon("Eye")
            .timeout_seconds(86400)
            .gates(const {
                use ::ntro_workflow::__private::SaysNothing as _;
                &[
                    ::ntro_workflow::GateDefinition::review::<u32>("review", "u32")
                        .answers(&[::ntro_workflow::Action::Approved])
                        .edits(<::ntro_workflow::__private::Said<u32>>::EDITS),
                ]
            }),
        ::ntro_workflow::StepDefinition::new("opaque", "Opaque"),
    ];
    const SIGNALS: &'static [::ntro_workflow::SignalHandler<Self>] = &[
        ::ntro_workflow::SignalHandler {
            name: "cleared",
            docs: "",
            call: |runbook, _| ::ntro_workflow::__private::Accepted::accepted(
                Self::clear(runbook),
            ),
            payload: ::core::option::Option::None,
        },
    ];
    const QUERIES: &'static [::ntro_workflow::QueryHandler<Self>] = {
        use ::ntro_workflow::__private::PlainReply as _;
        &[
            ::ntro_workflow::QueryHandler {
                name: "rate",
                docs: "",
                call: |runbook, _| ::ntro_workflow::__private::encode::<
                    u32,
                >(::ntro_workflow::__private::Reply(Self::rate(runbook)).answer()?),
                payload: ::core::option::Option::None,
                answer: ::ntro_workflow::__private::known::<u32>("u32"),
            },
            ::ntro_workflow::QueryHandler {
                name: "times",
                docs: "",
                call: |runbook, arguments| ::ntro_workflow::__private::encode::<
                    u32,
                >(
                    ::ntro_workflow::__private::Reply(
                            Self::times(runbook, arguments.take::<u32>()?),
                        )
                        .answer()?,
                ),
                payload: ::ntro_workflow::__private::known::<u32>("u32"),
                answer: ::ntro_workflow::__private::known::<u32>("u32"),
            },
        ]
    };
    const UPDATES: &'static [::ntro_workflow::UpdateHandler<Self>] = {
        use ::ntro_workflow::__private::PlainReply as _;
        &[
            ::ntro_workflow::UpdateHandler {
                name: "set",
                docs: "",
                validate: |_, arguments| arguments.expect::<u32>(),
                call: |runbook, arguments| ::ntro_workflow::__private::encode::<
                    (),
                >(
                    ::ntro_workflow::__private::Reply(
                            Self::set(runbook, arguments.take::<u32>()?),
                        )
                        .answer()?,
                ),
                payload: ::ntro_workflow::__private::known::<u32>("u32"),
                answer: ::core::option::Option::None,
            },
            ::ntro_workflow::UpdateHandler {
                name: "halve",
                docs: "",
                validate: |runbook, _| ::ntro_workflow::__private::Accepted::accepted(
                    Self::may_halve(runbook),
                ),
                call: |runbook, _| ::ntro_workflow::__private::encode::<
                    u32,
                >(::ntro_workflow::__private::Reply(Self::halve(runbook)).answer()?),
                payload: ::core::option::Option::None,
                answer: ::ntro_workflow::__private::known::<u32>("u32"),
            },
        ]
    };
    const INPUT: ::core::option::Option<::ntro_workflow::PayloadType> = ::core::option::Option::None;
    const OUTPUT: ::core::option::Option<::ntro_workflow::PayloadType> = ::core::option::Option::None;
    fn init(input: &Self::Input) -> Self {
        Self::start(input)
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
                    Self::run(ctx).await,
                ),
            )
        })
    }
}
#[allow(dead_code, reason = "it may be used from another language only")]
impl Rates {
    /// The signal `cleared`.
    pub(crate) const CLEAR: ::ntro_workflow::SignalRef<Self, ()> = ::ntro_workflow::SignalRef::new(
        "cleared",
    );
    /// The query `rate`.
    const RATE: ::ntro_workflow::QueryRef<Self, (), u32> = ::ntro_workflow::QueryRef::new(
        "rate",
    );
    /// The query `times`.
    const TIMES: ::ntro_workflow::QueryRef<Self, u32, u32> = ::ntro_workflow::QueryRef::new(
        "times",
    );
    /// The update `set`.
    const SET: ::ntro_workflow::UpdateRef<Self, u32, ()> = ::ntro_workflow::UpdateRef::new(
        "set",
    );
    /// The update `halve`.
    const HALVE: ::ntro_workflow::UpdateRef<Self, (), u32> = ::ntro_workflow::UpdateRef::new(
        "halve",
    );
}
