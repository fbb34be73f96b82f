/// Takes one document from upload to a committed record.
impl DocumentIngest {
    async fn run(ctx: &Ctx<Self>, input: Request) -> RunbookResult<Record> {
        let document = Self::await_submission(ctx, &input).await?;
        Self::review(ctx, document).await
    }
    /// The file is there.
    fn document_submitted(&mut self, document: Document) {
        self.submitted = Some(document);
    }
    pub fn totals(&self) -> Totals {
        self.totals.clone()
    }
    fn set_rate(&mut self, rate: Rate) -> Result<Rate, RateError> {
        Ok(std::mem::replace(&mut self.rate, rate))
    }
    fn check_rate(&self, rate: &Rate) -> Result<(), RateError> {
        rate.check()
    }
    /// Waits for the upload.
    async fn await_submission(
        ctx: &Ctx<Self>,
        input: &Request,
    ) -> RunbookResult<Document> {
        ::ntro_workflow::__private::enter::<Self>(ctx, "await_submission")
            .run(async move {
                if let ::core::option::Option::Some(__return) = ::core::option::Option::None::<
                    RunbookResult<Document>,
                > {
                    return __return;
                }
                ctx.await_signal_with_action(input).await
            })
            .await
    }
    async fn review(__ctx: Ctx<Self>, document: Document) -> RunbookResult<Record> {
        ::ntro_workflow::__private::enter::<Self>(&__ctx, "review")
            .run(async move {
                if let ::core::option::Option::Some(__return) = ::core::option::Option::None::<
                    RunbookResult<Record>,
                > {
                    return __return;
                }
                Ok(Record::of(document))
            })
            .await
    }
}
#[automatically_derived]
#[allow(deprecated, reason = "what is deprecated is still served")]
impl ::ntro_workflow::NtroWorkflow for DocumentIngest {
    const SLUG: &'static str = "document-ingest";
    const WORKFLOW_TYPE: &'static str = "DocumentIngestWorkflow";
    const DOCS: &'static str = "Takes one document from upload to a committed record.";
    const STEPS: &'static [::ntro_workflow::StepDefinition] = &[
        ::ntro_workflow::StepDefinition::new("await_submission", "Await submission")
            .icon("Inbox")
            .docs("Waits for the upload."),
        ::ntro_workflow::StepDefinition::new("review", "Review"),
    ];
    const SIGNALS: &'static [::ntro_workflow::SignalHandler<Self>] = &[
        ::ntro_workflow::SignalHandler {
            name: "document_submitted",
            docs: "The file is there.",
            call: |runbook, arguments| ::ntro_workflow::__private::Accepted::accepted(
                Self::document_submitted(runbook, arguments.take::<Document>()?),
            ),
            payload: ::ntro_workflow::__private::known::<Document>("Document"),
        },
    ];
    const QUERIES: &'static [::ntro_workflow::QueryHandler<Self>] = {
        use ::ntro_workflow::__private::PlainReply as _;
        &[
            ::ntro_workflow::QueryHandler {
                name: "totals",
                docs: "",
                call: |runbook, _| ::ntro_workflow::__private::encode::<
                    Totals,
                >(::ntro_workflow::__private::Reply(Self::totals(runbook)).answer()?),
                payload: ::core::option::Option::None,
                answer: ::ntro_workflow::__private::known::<Totals>("Totals"),
            },
        ]
    };
    const UPDATES: &'static [::ntro_workflow::UpdateHandler<Self>] = {
        use ::ntro_workflow::__private::PlainReply as _;
        &[
            ::ntro_workflow::UpdateHandler {
                name: "set_rate",
                docs: "",
                validate: |runbook, arguments| ::ntro_workflow::__private::Accepted::accepted(
                    Self::check_rate(runbook, &arguments.take::<Rate>()?),
                ),
                call: |runbook, arguments| ::ntro_workflow::__private::encode::<
                    Rate,
                >(
                    ::ntro_workflow::__private::Reply(
                            Self::set_rate(runbook, arguments.take::<Rate>()?),
                        )
                        .answer()?,
                ),
                payload: ::ntro_workflow::__private::known::<Rate>("Rate"),
                answer: ::ntro_workflow::__private::known::<Rate>("Rate"),
            },
        ]
    };
    const INPUT: ::core::option::Option<::ntro_workflow::PayloadType> = ::ntro_workflow::__private::known_input::<
        Self,
    >("Request");
    const OUTPUT: ::core::option::Option<::ntro_workflow::PayloadType> = ::ntro_workflow::__private::known_output::<
        Self,
    >("Record");
    fn init(_: &Self::Input) -> Self {
        <Self as ::core::default::Default>::default()
    }
    type Input = Request;
    type Output = <RunbookResult<Record> as ::ntro_workflow::__private::AnyResult>::Ok;
    fn run(
        ctx: ::ntro_workflow::Ctx<Self>,
        input: Self::Input,
    ) -> ::ntro_workflow::__private::RunFuture<Self::Output> {
        ::std::boxed::Box::pin(async move {
            ::ntro_workflow::__private::finish(
                <RunbookResult<
                    Record,
                > as ::ntro_workflow::__private::AnyResult>::into_result(
                    Self::run(&ctx, input).await,
                ),
            )
        })
    }
}
#[allow(dead_code, reason = "it may be used from another language only")]
impl DocumentIngest {
    /// The file is there.
    const DOCUMENT_SUBMITTED: ::ntro_workflow::SignalRef<Self, Document> = ::ntro_workflow::SignalRef::new(
        "document_submitted",
    );
    /// The query `totals`.
    pub const TOTALS: ::ntro_workflow::QueryRef<Self, (), Totals> = ::ntro_workflow::QueryRef::new(
        "totals",
    );
    /// The update `set_rate`.
    const SET_RATE: ::ntro_workflow::UpdateRef<Self, Rate, Rate> = ::ntro_workflow::UpdateRef::new(
        "set_rate",
    );
}
