#![deny(warnings, missing_docs, unused_qualifications, rust_2018_idioms)]
//! ok
use ntro_workflow::prelude::*;
use serde::{Deserialize, Serialize};
use schemars::JsonSchema;

/// a
#[derive(Serialize, Deserialize, JsonSchema, Debug)]
pub struct Request { /// x
 pub source: String }
/// b
#[derive(Serialize, Deserialize, JsonSchema, Debug, Clone)]
pub struct Document { /// r
    pub reference: String }
/// c
#[derive(Serialize, Deserialize, JsonSchema, Debug)]
pub struct Rate(pub u32);

/// Takes one document.
#[derive(Default)]
pub struct DocumentIngest { submitted: Option<Document>, rate: u32 }

#[ntro_workflow(slug = "document-ingest")]
impl DocumentIngest {
    #[run]
    async fn run(ctx: &Ctx<Self>, input: Request) -> RunbookResult<Document> {
        let _ = ctx.state(|r| r.submitted.is_some());
        Self::review(ctx.clone(), Document { reference: input.source }).await?;
        Self::other(ctx, Document { reference: String::new() }).await.map(|_| ())?;
        Err(RunbookError::failed("x", "y"))
    }
    #[signal]
    fn document_submitted(&mut self, document: Document) { self.submitted = Some(document); }
    #[signal]
    fn refused(&mut self) -> Result<(), String> { Err("no".into()) }
    #[query]
    fn rate(&self) -> u32 { self.rate }
    #[query]
    fn rate_of(&self, x: u32) -> Result<u32, String> { Ok(x) }
    #[update(validator = check_rate)]
    fn set_rate(&mut self, rate: Rate) -> Result<Rate, String> { let o = self.rate; self.rate = rate.0; Ok(Rate(o)) }
    fn check_rate(&self, rate: &Rate) -> Result<(), String> { if rate.0 > 4 { Err("x".into()) } else { Ok(()) } }
    #[update]
    fn touch(&mut self) { self.rate += 1; }

    #[ui_step(name = "review", title = "Review", icon = "Eye")]
    async fn review(_ctx: Ctx<Self>, document: Document) -> RunbookResult<Document> { Ok(document) }
    #[ui_step(name = "other", title = "Review")]
    async fn other(_: &Ctx<Self>, Document { reference }: Document) -> RunbookResult<Box<dyn std::fmt::Debug>> {
        if reference.is_empty() { return Ok(Box::new(1)); }
        let parsed: u32 = reference.parse().map_err(|_| RunbookError::failed("a", "b"))?;
        Ok(Box::new(parsed))
    }
}
/// h
pub struct Host;
#[ntro_activities]
impl Host {
    #[activity]
    async fn parse(&self, _ctx: &ActivityCtx, input: Request) -> Result<Document, ActivityError> { Ok(Document { reference: input.source }) }
    #[activity]
    async fn other(_ctx: ActivityCtx) -> Result<(), ActivityError> { Ok(()) }
}
fn main() {
    let _ = (DocumentIngest::RUN, DocumentIngest::DOCUMENT_SUBMITTED.name(), Host::PARSE.name());
}
