//! Activities with and without `self` and input, and what a worker's registry sees of them.

use std::fmt;

use ntro_workflow::__private::{ActivityBody, ActivityHost, ActivityVisitor};
use ntro_workflow::prelude::*;

#[derive(Debug)]
struct ParseError;

impl fmt::Display for ParseError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("not a number")
    }
}

impl std::error::Error for ParseError {}

type Parsed<T> = Result<T, ParseError>;

struct InvoiceDocuments {
    limit: u32,
}

#[ntro_activities]
impl InvoiceDocuments {
    #[activity]
    async fn parse(&self, ctx: &ActivityCtx, text: String) -> Parsed<u32> {
        let _ = ctx;
        self.limited(text.parse().map_err(|_| ParseError)?)
    }

    #[ntro_workflow::activity(name = "tidy_up")]
    pub(crate) async fn tidy(_: ActivityCtx) -> Result<(), ActivityError> {
        Ok(())
    }

    #[cfg(any())]
    #[activity]
    async fn never(&self, ctx: &ActivityCtx) -> Result<Missing, ActivityError> {
        missing(ctx)
    }

    fn limited(&self, number: u32) -> Parsed<u32> {
        if number > self.limit { Err(ParseError) } else { Ok(number) }
    }
}

struct Ledger;

#[ntro_activities(prefix = "document_ingest")]
impl Ledger {
    #[activity]
    async fn commit(&self, ctx: &ActivityCtx) -> Result<(), ActivityError> {
        let _ = ctx;
        Ok(())
    }
}

struct Names(Vec<&'static str>);

impl<Host> ActivityVisitor<Host> for Names {
    fn activity<Body: ActivityBody<Host = Host>>(&mut self) {
        self.0.push(Body::NAME);
    }
}

fn main() {
    let mut names = Names(Vec::new());
    InvoiceDocuments::visit(&mut names);
    Ledger::visit(&mut names);
    assert_eq!(names.0, ["invoice_documents.parse", "invoice_documents.tidy_up", "document_ingest.commit"]);
    assert_eq!(InvoiceDocuments::PARSE.name(), "invoice_documents.parse");
    assert_eq!(InvoiceDocuments::TIDY.name(), "invoice_documents.tidy_up");
    assert_eq!(Ledger::COMMIT.name(), "document_ingest.commit");
}
