/// Its impl is there whatever is wrong with it.
impl Demo {
    async fn run(&self, ctx: &mut Ctx<Self>, input: &str) {
        Self::review(ctx).await
    }
    async fn review(ctx: &Ctx<Self>) -> RunbookResult<()> {
        ctx.sleep(1).await
    }
    async fn wait(ctx: &Ctx<Self>) -> RunbookResult<()> {
        ctx.sleep(2).await
    }
    fn submitted(&mut self, document: Document, at: Date) {
        self.document = Some(document);
    }
    async fn total(&mut self) -> u32 {
        0
    }
}
impl ::ntro_workflow::NtroWorkflow for Demo {
    const SLUG: &'static str = "";
    const WORKFLOW_TYPE: &'static str = "";
    const DOCS: &'static str = "";
    const STEPS: &'static [::ntro_workflow::StepDefinition] = &[];
    const SIGNALS: &'static [::ntro_workflow::SignalHandler<Self>] = &[];
    const QUERIES: &'static [::ntro_workflow::QueryHandler<Self>] = &[];
    const UPDATES: &'static [::ntro_workflow::UpdateHandler<Self>] = &[];
    const INPUT: ::core::option::Option<::ntro_workflow::PayloadType> = ::core::option::Option::None;
    const OUTPUT: ::core::option::Option<::ntro_workflow::PayloadType> = ::core::option::Option::None;
    type Input = ();
    type Output = ();
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
#[allow(dead_code, reason = "it may be used from another language only")]
impl Demo {
    /// The signal `submitted`.
    const SUBMITTED: ::ntro_workflow::SignalRef<Self, ()> = ::ntro_workflow::SignalRef::new(
        "submitted",
    );
    /// The query `total`.
    const TOTAL: ::ntro_workflow::QueryRef<Self, (), u32> = ::ntro_workflow::QueryRef::new(
        "total",
    );
}
::core::compile_error! {
    "`#[ntro_workflow]` takes no argument `nmae`\n= help: did you mean `name`?\n= help: it takes `slug`, `name`, `history` and `crate`: `#[ntro_workflow(slug = \"document-ingest\")]`"
}
::core::compile_error! {
    "a method cannot be `#[ui_step]` and `#[signal]` at once\n= note: each of them calls the method in its own way\n= help: keep one of them, and call a shared method from two if both are meant"
}
::core::compile_error! {
    "`Demo` is not kebab-case\n= note: a slug stands in URLs, in workflow ids and, word by word, in the workflow type\n= help: write `slug = \"demo\"`"
}
::core::compile_error! {
    "a run is an `async fn`\n= note: it waits for people, activities and children, and a run is suspended meanwhile\n= help: write `async fn run`"
}
::core::compile_error! {
    "a run takes no `self`\n= note: signals change the state while it waits, so no reference to it may live across an await\n= help: use `ctx.state(|runbook| …)` to read and `ctx.state_mut(|runbook| …)` to write"
}
::core::compile_error! {
    "a run returns `RunbookResult<T>` or another `Result`\n= note: waiting, activities and children can fail, and `?` passes that on\n= help: write `async fn run(ctx: &Ctx<Self>, input: Input) -> RunbookResult<Output>`"
}
::core::compile_error! {
    "a run takes its context by shared reference\n= note: a mutable one would be held across every await, so that nothing could run beside it\n= help: write `ctx: &Ctx<Self>`"
}
::core::compile_error! {
    "`Review it` is not snake_case\n= note: a step's name stands in child run ids and in what other languages read\n= help: write `name = \"review_it\"`"
}
::core::compile_error! {
    "`title` is empty\n= help: write `title = \"…\"`"
}
::core::compile_error! {
    "there is no Lucide icon named `Eyee`\n= note: the names are those of lucide.dev, in Pascal case, older names included\n= help: did you mean `Eye` or `EyeOff`?"
}
::core::compile_error! {
    "`soon` is no duration\n= note: the units are `d`, `h`, `m` and `s`, for days, hours, minutes and seconds\n= help: write whole numbers with a unit each, such as `90m`, `24h` or `1d 12h`"
}
::core::compile_error! {
    "`DataTable` is not SCREAMING_SNAKE_CASE\n= note: screens find a component by its name on the wire, such as `DATA_TABLE`\n= help: write `component = \"DATA_TABLE\"`"
}
::core::compile_error! {
    "`gate(…)` takes no argument `nmae`\n= help: did you mean `name`?\n= help: it takes `name`, `payload`, `component` and `answers`: `gate(name = \"review\", payload = Draft, answers(approved, rejected))`"
}
::core::compile_error! {
    "`a b` cannot be the name of a gate\n= note: it is part of the id by which an answer says what it answers\n= help: write `name = \"a_b\"`"
}
::core::compile_error! {
    "`payload` takes a type\n= note: it says what the gate shows and what an answer is checked against\n= help: write `payload = Draft`, without quotes"
}
::core::compile_error! {
    "there is no answer `approve`\n= note: a review is answered by `approved`, `corrected` or `rejected`\n= help: did you mean `approved`?"
}
::core::compile_error! {
    "a step is an `async fn`\n= note: it waits for people, activities and children, and a run is suspended meanwhile\n= help: write `async fn review`"
}
::core::compile_error! {
    "a signal takes one payload\n= note: it is sent with one JSON value\n= help: put the fields into one struct"
}
::core::compile_error! {
    "a query is not async\n= note: it runs in one go, between two awaits of the run, so that nothing else sees it half done\n= help: write `fn totals(&self) -> Totals`, and wait in a step"
}
::core::compile_error! {
    "a query takes `&self`\n= note: a question leaves no trace in history, so it may change nothing\n= help: write `fn totals(&self) -> Totals`"
}
