//! The attribute macros of `ntro-workflow`, which re-exports them.
//!
//! Everything they do is in `ntro-workflow-macros-backend`, a plain library.

use ntro_workflow_macros_backend::{self as backend, Helper};
use proc_macro::TokenStream;

/// Makes a runbook of a plain struct's impl.
///
/// ```
/// use ntro_workflow::prelude::*;
/// # use serde::{Deserialize, Serialize};
/// # #[derive(Serialize, Deserialize, schemars::JsonSchema)]
/// # pub struct Request;
/// # #[derive(Clone, Serialize, Deserialize, schemars::JsonSchema)]
/// # pub struct Document;
///
/// /// Takes one document from upload to a decision.
/// #[derive(Default)]
/// pub struct DocumentIngest {
///     submitted: Option<Document>,
/// }
///
/// #[ntro_workflow(slug = "document-ingest")]
/// impl DocumentIngest {
///     #[run]
///     async fn run(ctx: &Ctx<Self>, input: Request) -> RunbookResult<Document> {
///         Self::await_submission(ctx, &input).await
///     }
///
///     #[signal]
///     fn document_submitted(&mut self, document: Document) {
///         self.submitted = Some(document);
///     }
///
///     #[ui_step(name = "await_submission", title = "Await submission", icon = "Inbox")]
///     async fn await_submission(ctx: &Ctx<Self>, input: &Request) -> RunbookResult<Document> {
///         ctx.wait_until(|runbook| runbook.submitted.is_some()).await?;
///         ctx.state(|runbook| runbook.submitted.clone())
///             .ok_or_else(|| RunbookError::failed("Withdrawn", "the document is gone"))
///     }
/// }
/// # let _ = (DocumentIngest::RUN, DocumentIngest::DOCUMENT_SUBMITTED);
/// ```
///
/// # Arguments
///
/// | argument | | meaning |
/// |---|---|---|
/// | `slug = "document-ingest"` | required | The kebab-case name under which people, platforms and parent runbooks find the runbook. |
/// | `name = "…"` | optional | The workflow type on Temporal. Default: the words of the slug, each capitalised, and `Workflow`: `DocumentIngestWorkflow`. |
/// | `history(entity = field, period = field, source = field)` | optional | Which fields of the input say what a run is about: completed runs are recorded in the worker's task history, and found by `ctx.previous(…)`. `period` and `source` may be left out. |
/// | `crate = path` | optional | Where `ntro_workflow` is, for a crate that re-exports it. Default: `::ntro_workflow`. |
///
/// # Inside the impl
///
/// | attribute | on | |
/// |---|---|---|
/// | [`#[run]`](macro@run) | `async fn run(ctx: &Ctx<Self>, input: Input) -> Result<Output, E>` | exactly one |
/// | [`#[ui_step]`](macro@ui_step) | `async fn step(ctx: &Ctx<Self>, …) -> Result<T, E>` | in the order of the breadcrumb |
/// | [`#[signal]`](macro@signal) | `fn changed(&mut self, payload: P)` | |
/// | [`#[query]`](macro@query) | `fn totals(&self) -> T` | |
/// | [`#[update]`](macro@update) | `fn set_rate(&mut self, payload: P) -> T` | |
/// | [`#[init]`](macro@init) | `fn init(input: &Input) -> Self` | at most one; without it the struct is `Default` |
///
/// Methods without an attribute stay plain methods. The attributes may be written bare or with the
/// path of the crate (`#[ntro_workflow::ui_step(…)]`). `#[cfg]`, doc comments and lint attributes
/// keep their meaning; `#[cfg]` takes the step or handler out of the runbook too.
///
/// # What is emitted
///
/// The impl as written, with each step's body inside its lifecycle; one `impl NtroWorkflow` of
/// tables and function pointers; one typed handle per handler, a constant named like the method in
/// upper case and as visible as it: `DocumentIngest::DOCUMENT_SUBMITTED`.
#[proc_macro_attribute]
pub fn ntro_workflow(arguments: TokenStream, item: TokenStream) -> TokenStream {
    backend::ntro_workflow(arguments.into(), item.into()).into_tokens().into()
}

/// Makes activities of the methods of a plain struct's impl.
///
/// ```
/// use ntro_workflow::prelude::*;
///
/// pub struct Documents {
///     directory: std::path::PathBuf,
/// }
///
/// #[ntro_activities(prefix = "document_ingest")]
/// impl Documents {
///     /// Reads the text of a document.
///     #[activity]
///     async fn read_text(&self, ctx: &ActivityCtx, name: String) -> Result<String, ActivityError> {
///         Ok(std::fs::read_to_string(self.directory.join(name))?)
///     }
/// }
/// # assert_eq!(Documents::READ_TEXT.name(), "document_ingest.read_text");
/// ```
///
/// # Arguments
///
/// | argument | | meaning |
/// |---|---|---|
/// | `prefix = "document_ingest"` | optional | What stands before the dot in the activity types. Default: the struct's name in `snake_case`. |
/// | `crate = path` | optional | Where `ntro_workflow` is, for a crate that re-exports it. Default: `::ntro_workflow`. |
///
/// # What is emitted
///
/// The impl as written; what a worker needs to register its activities; and one typed handle per
/// activity, a constant named like the method in upper case and as visible as it, by which a
/// runbook calls it: `ctx.activity(Documents::PARSE_PDF, input)`.
#[proc_macro_attribute]
pub fn ntro_activities(arguments: TokenStream, item: TokenStream) -> TokenStream {
    backend::ntro_activities(arguments.into(), item.into()).into_tokens().into()
}

/// Says what people may edit of a struct: of a row, or of what a gate shows.
///
/// ```
/// use ntro_workflow::prelude::*;
/// use serde::{Deserialize, Serialize};
///
/// #[derive(Serialize, Deserialize, schemars::JsonSchema, Editable)]
/// pub struct Journal {
///     #[edit(editable)]
///     pub note: String,
///     #[edit(rows)]
///     pub lines: Vec<Line>,
///     pub source: String, // neither shown in a table nor edited
/// }
///
/// #[derive(Serialize, Deserialize, schemars::JsonSchema, Editable)]
/// pub struct Line {
///     pub id: String,
///     #[edit]
///     pub account: String,
///     #[edit(editable, type = "currency", currency_key = "currency")]
///     pub amount: f64,
///     #[edit(editable, label = "In")]
///     pub currency: String,
/// }
///
/// let table = DisplayHint::from(DataTable::of::<Journal>("Review the journal"));
/// assert_eq!(table.config["datasets"][0]["columns"][1]["currencyKey"], "currency");
/// ```
///
/// # On a field
///
/// | argument of `edit` | | meaning |
/// |---|---|---|
/// | `editable` | optional | People may edit it. Without it they see it. |
/// | `label = "Amount"` | optional | What they read above it. Default: the field's name in words. |
/// | `type = "currency"` | optional | `text`, `number`, `currency`, `date`, `boolean` or `dr_cr`. Default: what the field's type says (`EditCell`), never what it is called. |
/// | `currency_key = "currency"` | optional | The key beside an amount that holds its currency. |
/// | `rows` | alone, or with `label` | It is a list of rows, whose type derives `Editable` too. |
///
/// A field without `#[edit]` is in no table and cannot be edited; an `id` never can. Keys in the JSON are
/// those that serde is told. On the struct, `#[edit(crate = path)]` says where `ntro_workflow` is, for a crate
/// that re-exports it.
///
/// # What is emitted
///
/// `impl Editable` with two const tables. A gate that is declared with the type as its `payload` holds every
/// answer to them.
#[proc_macro_derive(Editable, attributes(edit))]
pub fn editable(item: TokenStream) -> TokenStream {
    backend::editable(item.into()).into_tokens().into()
}

/// Marks the method of an [`#[ntro_workflow]`](macro@ntro_workflow) impl in which every run starts.
///
/// ```
/// # use ntro_workflow::prelude::*;
/// # #[derive(Default)]
/// # struct Demo;
/// # #[ntro_workflow(slug = "demo")]
/// # impl Demo {
/// #[run]
/// async fn run(ctx: &Ctx<Self>, seconds: u64) -> RunbookResult<u64> {
///     ctx.sleep(Duration::from_secs(seconds)).await?;
///     Ok(seconds)
/// }
/// # }
/// ```
///
/// It takes no arguments. The input is optional and owned; the context may be taken by reference
/// or by value; the error may be `RunbookError` or any `std::error::Error` with `From<RunbookError>`. There
/// is no `self`: the state is read with `ctx.state(…)`, since signals change it while the run waits.
#[proc_macro_attribute]
pub fn run(_arguments: TokenStream, item: TokenStream) -> TokenStream {
    backend::misplaced(Helper::Run, item.into()).into_tokens().into()
}

/// Marks a step of an [`#[ntro_workflow]`](macro@ntro_workflow) impl: calling the method is the
/// step's lifecycle, and source order is the order of the breadcrumb.
///
/// ```
/// # use ntro_workflow::prelude::*;
/// # #[derive(Default)]
/// # struct Demo;
/// # #[ntro_workflow(slug = "demo")]
/// # impl Demo {
/// #     #[run]
/// #     async fn run(_ctx: &Ctx<Self>) -> RunbookResult<()> { Ok(()) }
/// #[ui_step(name = "cool_down", title = "Cool down", icon = "Snowflake")]
/// async fn cool_down(ctx: &Ctx<Self>, period: Duration) -> RunbookResult<()> {
///     ctx.sleep(period).await
/// }
/// # }
/// ```
///
/// | argument | | meaning |
/// |---|---|---|
/// | `name = "review_extraction"` | required | The step's id: `snake_case`, unique in the runbook, the same in every version of it. |
/// | `title = "Review extraction"` | required | What people read in the breadcrumb. |
/// | `icon = "Eye"` | optional | A [Lucide](https://lucide.dev/icons) icon, in Pascal case; older names are known too. |
/// | `description = "…"` | optional | One sentence about it for a catalogue. |
/// | `responsibility = "accountant"` | optional | Who works at it. |
/// | `timeout = "1d 12h"` | optional | How long its gates wait where they set no time themselves: whole numbers with the units `d`, `h`, `m` and `s`, from large to small, 365 days at most. |
/// | `component = "DATA_TABLE"` | optional | The screen component of its gates where they declare none. Screens may have components of their own; a misspelt one of the contract is an error. |
/// | `gate(…)` | any number | A gate that it opens: what people see there and may answer. |
///
/// # Gates
///
/// ```
/// # use ntro_workflow::{NtroWorkflow, prelude::*};
/// # #[derive(Default)]
/// # struct Demo { sent: Option<String> }
/// # #[ntro_workflow(slug = "demo")]
/// # impl Demo {
/// #     #[run]
/// #     async fn run(ctx: &Ctx<Self>) -> RunbookResult<()> { Self::review(ctx, vec![1.5]).await }
/// #     #[signal]
/// #     fn sent(&mut self, name: String) { self.sent = Some(name); }
/// #[ui_step(
///     name = "review",
///     title = "Review the amounts",
///     responsibility = "accountant",
///     timeout = "24h",
///     gate(payload = Vec<f64>, component = "DATA_TABLE", answers(approved, corrected)),
///     gate(name = "receipt", component = "FILE_UPLOAD")
/// )]
/// async fn review(ctx: &Ctx<Self>, amounts: Vec<f64>) -> RunbookResult<()> {
///     ctx.wait_for_action(&amounts).await?;
///     let receipt = SubmitFile::new("receipt");
///     ctx.await_signal_with_action(receipt).named("receipt").until(|demo| demo.sent.is_some()).await
/// }
/// # }
/// let names: Vec<&str> = Demo::STEPS[0].gates.iter().map(|gate| gate.name).collect();
/// assert_eq!(names, ["review", "receipt"]);
/// assert!(Demo::STEPS[0].gates[0].payload.is_some_and(|payload| payload.is::<Vec<f64>>()));
/// ```
///
/// With a `payload` a gate is a review of it, without one a submission. The manifest shows it before
/// any run does. What the code that opens it leaves out is as declared, and a gate that is opened
/// otherwise than declared, with another type for one, does not open.
///
/// | argument of `gate` | | meaning |
/// |---|---|---|
/// | `name = "lines"` | optional | Its name, unique in the step: 1 to 64 of `a-z`, `A-Z`, `0-9`, `_`, `-` and `.`. Default: what the runtime calls a gate that is not named, `review` or `submit`. |
/// | `payload = Vec<Line>` | optional | The type that a review shows; it crosses the wire, so it has the three derives. |
/// | `component = "DATA_TABLE"` | optional | The screen component that shows it. Default: the step's. |
/// | `answers(approved, rejected)` | optional | The answers that a review takes: `approved`, `corrected`, `rejected`. Default: all three. |
///
/// # The method
///
/// The context comes first, by reference or by value, under its own type or an alias that ends in
/// `Ctx`; any parameters may follow. The error may be
/// `RunbookError` or any `std::error::Error` with `From<RunbookError>`.
#[proc_macro_attribute]
pub fn ui_step(_arguments: TokenStream, item: TokenStream) -> TokenStream {
    backend::misplaced(Helper::UiStep, item.into()).into_tokens().into()
}

/// Marks a signal handler of an [`#[ntro_workflow]`](macro@ntro_workflow) impl.
///
/// ```
/// # use ntro_workflow::prelude::*;
/// # #[derive(Default)]
/// # struct Demo { rate: u32 }
/// # #[ntro_workflow(slug = "demo")]
/// # impl Demo {
/// #     #[run]
/// #     async fn run(_ctx: &Ctx<Self>) -> RunbookResult<()> { Ok(()) }
/// #[signal]
/// fn rate_changed(&mut self, rate: u32) {
///     self.rate = rate;
/// }
/// # }
/// ```
///
/// | argument | | meaning |
/// |---|---|---|
/// | `name = "document_submitted"` | optional | The signal's name on the wire. Default: the method's. |
///
/// It takes one owned payload or none, and returns nothing or `Result<(), E>` with `E: Display`: a
/// refusal is recorded, nobody waits for it.
#[proc_macro_attribute]
pub fn signal(_arguments: TokenStream, item: TokenStream) -> TokenStream {
    backend::misplaced(Helper::Signal, item.into()).into_tokens().into()
}

/// Marks a query handler of an [`#[ntro_workflow]`](macro@ntro_workflow) impl.
///
/// ```
/// # use ntro_workflow::prelude::*;
/// # #[derive(Default)]
/// # struct Demo { rate: u32 }
/// # #[ntro_workflow(slug = "demo")]
/// # impl Demo {
/// #     #[run]
/// #     async fn run(_ctx: &Ctx<Self>) -> RunbookResult<()> { Ok(()) }
/// #[query]
/// fn rate(&self) -> u32 {
///     self.rate
/// }
/// # }
/// ```
///
/// | argument | | meaning |
/// |---|---|---|
/// | `name = "totals"` | optional | The query's name on the wire. Default: the method's. |
///
/// It takes one owned payload or none, and returns its answer or a `Result` of it whose error is
/// said to the caller.
#[proc_macro_attribute]
pub fn query(_arguments: TokenStream, item: TokenStream) -> TokenStream {
    backend::misplaced(Helper::Query, item.into()).into_tokens().into()
}

/// Marks an update handler of an [`#[ntro_workflow]`](macro@ntro_workflow) impl: a change that
/// answers.
///
/// ```
/// # use ntro_workflow::prelude::*;
/// # #[derive(Default)]
/// # struct Demo { rate: u32 }
/// # #[ntro_workflow(slug = "demo")]
/// # impl Demo {
/// #     #[run]
/// #     async fn run(_ctx: &Ctx<Self>) -> RunbookResult<()> { Ok(()) }
/// #[update(validator = check_rate)]
/// fn set_rate(&mut self, rate: u32) -> u32 {
///     std::mem::replace(&mut self.rate, rate)
/// }
///
/// fn check_rate(&self, rate: &u32) -> Result<(), String> {
///     if *rate == 0 { Err("there is no rate of nothing".into()) } else { Ok(()) }
/// }
/// # }
/// ```
///
/// | argument | | meaning |
/// |---|---|---|
/// | `name = "set_rate"` | optional | The update's name on the wire. Default: the method's. |
/// | `validator = check_rate` | optional | A method of the same impl that decides before anything is written to history. |
///
/// It takes one owned payload or none, and returns its answer or a `Result` of it whose error is
/// said to the caller.
#[proc_macro_attribute]
pub fn update(_arguments: TokenStream, item: TokenStream) -> TokenStream {
    backend::misplaced(Helper::Update, item.into()).into_tokens().into()
}

/// Marks the method of an [`#[ntro_workflow]`](macro@ntro_workflow) impl that makes the runbook's
/// state when a run starts. Without one the struct's `Default` does.
///
/// ```
/// # use ntro_workflow::prelude::*;
/// # struct Demo { rate: u32 }
/// # #[ntro_workflow(slug = "demo")]
/// # impl Demo {
/// #     #[run]
/// #     async fn run(ctx: &Ctx<Self>, _rate: u32) -> RunbookResult<u32> { Ok(ctx.state(|demo| demo.rate)) }
/// #[init]
/// fn init(rate: &u32) -> Self {
///     Self { rate: *rate }
/// }
/// # }
/// ```
///
/// It takes no arguments. The input is optional and borrowed, since the run takes it afterwards.
#[proc_macro_attribute]
pub fn init(_arguments: TokenStream, item: TokenStream) -> TokenStream {
    backend::misplaced(Helper::Init, item.into()).into_tokens().into()
}

/// Marks an activity of an [`#[ntro_activities]`](macro@ntro_activities) impl.
///
/// ```
/// # use ntro_workflow::prelude::*;
/// # struct Texts;
/// # #[ntro_activities]
/// # impl Texts {
/// #[activity]
/// async fn count_words(&self, _ctx: &ActivityCtx, text: String) -> Result<usize, ActivityError> {
///     Ok(text.split_whitespace().count())
/// }
/// # }
/// ```
///
/// | argument | | meaning |
/// |---|---|---|
/// | `name = "parse_pdf"` | optional | The activity type after the prefix and the dot. Default: the method's name. |
///
/// `&self` is optional, the context is not. It takes one owned input or none. The error may be any
/// `E: Into<ActivityError>`.
#[proc_macro_attribute]
pub fn activity(_arguments: TokenStream, item: TokenStream) -> TokenStream {
    backend::misplaced(Helper::Activity, item.into()).into_tokens().into()
}

/// Says which event the results of an activity are: `EVENT_TYPE` of
/// [`Observable`](https://docs.rs/ntro-workflow/latest/ntro_workflow/trait.Observable.html).
///
/// ```
/// # use ntro_workflow::prelude::*;
/// # use serde::{Deserialize, Serialize};
/// #[derive(Serialize, Deserialize, schemars::JsonSchema, Observable)]
/// #[event("document.parsed")]
/// pub struct Parsed {
///     pub pages: usize,
/// }
///
/// assert_eq!(Parsed::EVENT_TYPE, "document.parsed");
/// ```
///
/// The event type is made of lower-case words with dots between them. `#[event("…", crate = path)]` says
/// where `ntro_workflow` is, for a crate that re-exports it.
#[proc_macro_derive(Observable, attributes(event))]
pub fn observable(item: TokenStream) -> TokenStream {
    backend::observable(item.into()).into_tokens().into()
}
