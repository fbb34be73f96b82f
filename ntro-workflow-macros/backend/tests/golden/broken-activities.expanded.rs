impl Documents {
    async fn parse(&mut self, input: String) -> u32 {
        1
    }
    async fn review(&self) {}
}
#[allow(dead_code, reason = "it may be used from another language only")]
impl Documents {
    /// The activity `documents.parse`.
    const PARSE: ::ntro_workflow::ActivityRef<String, u32> = ::ntro_workflow::ActivityRef::new(
        "documents.parse",
    );
}
impl ::ntro_workflow::__private::ActivityHost for Documents {
    fn visit(_: &mut impl ::ntro_workflow::__private::ActivityVisitor<Self>) {}
}
::core::compile_error! {
    "`prefix` is empty\n= help: write `prefix = \"…\"`"
}
::core::compile_error! {
    "`#[ui_step]` belongs inside an impl annotated with `#[ntro_workflow(slug = \"…\")]`\n= note: activities have no runbook around them: they run once, on any worker\n= help: move the method into the runbook's impl"
}
::core::compile_error! {
    "an activity is an `async fn`\n= note: a worker runs many of them on few threads, and a blocking one would hold up the others\n= help: write `async fn parse`, with `spawn_blocking` around what blocks"
}
::core::compile_error! {
    "an activity takes `&self` or no `self`\n= note: one host serves all the activities that run at the same time\n= help: write `&self`, and keep what changes behind a lock or in a database"
}
::core::compile_error! {
    "an activity returns `Result<T, ActivityError>` or another `Result`\n= note: how it failed decides whether it is tried again\n= help: write `-> Result<u32, ActivityError>`"
}
::core::compile_error! {
    "an activity takes `ctx: &ActivityCtx` first\n= note: the attempt, the heartbeat and the cancellation are in it\n= help: write `async fn parse_pdf(&self, ctx: &ActivityCtx, input: Input) -> Result<Output, ActivityError>`"
}
