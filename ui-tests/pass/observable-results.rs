//! Which results are events: those whose type says so, whatever the return type looks like.

use ntro_workflow::__private::{ActivityBody, ActivityHost, ActivityVisitor};
use ntro_workflow::prelude::*;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize, JsonSchema, Observable)]
#[event("document.parsed")]
struct Parsed {
    pages: usize,
}

#[derive(Serialize, Deserialize, JsonSchema, Observable)]
#[event("expense.gl.post_complete", crate = ntro_workflow)]
enum Posted {
    All,
    Some { lines: usize },
}

#[derive(Serialize, Deserialize, JsonSchema, Observable)]
#[event("page.of")]
struct Page<T> {
    items: Vec<T>,
}

#[derive(Serialize, Deserialize, JsonSchema)]
struct Quiet;

type Outcome<T> = Result<T, ActivityError>;

struct Documents;

#[ntro_activities]
#[deny(unused, warnings)]
impl Documents {
    #[activity]
    async fn parse(&self, _: &ActivityCtx) -> Outcome<Parsed> {
        Ok(Parsed { pages: 1 })
    }

    #[activity]
    async fn post(&self, _: &ActivityCtx, lines: usize) -> Result<Posted, ActivityError> {
        Ok(if lines > 9 { Posted::Some { lines } } else { Posted::All })
    }

    #[activity]
    async fn page(&self, _: &ActivityCtx) -> Outcome<Page<u32>> {
        Ok(Page { items: vec![1] })
    }

    #[activity]
    async fn maybe(&self, _: &ActivityCtx) -> Outcome<Option<Parsed>> {
        Ok(None)
    }

    #[activity]
    async fn quiet(&self, _: &ActivityCtx) -> Outcome<Quiet> {
        Ok(Quiet)
    }

    #[activity]
    async fn nothing(&self, _: &ActivityCtx) -> Outcome<()> {
        Ok(())
    }
}

struct Events(Vec<Option<&'static str>>);

impl<Host> ActivityVisitor<Host> for Events {
    fn activity<Body: ActivityBody<Host = Host>>(&mut self) {
        self.0.push(Body::EVENT_TYPE);
    }
}

fn main() {
    let mut events = Events(Vec::new());
    Documents::visit(&mut events);
    let expected =
        [Some("document.parsed"), Some("expense.gl.post_complete"), Some("page.of"), None, None, None];
    assert_eq!(events.0, expected);
}
