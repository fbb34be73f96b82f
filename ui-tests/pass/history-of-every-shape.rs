//! What `history(…)` may name.

use ntro_workflow::{NtroWorkflow, TaskKey, prelude::*};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize, JsonSchema)]
struct Header {
    year: u16,
    source: Option<String>,
}

#[derive(Serialize, Deserialize, JsonSchema)]
struct MonthEnd {
    fund: String,
    period: Option<String>,
    header: Header,
}

#[derive(Default)]
struct Plain;

#[ntro_workflow(slug = "plain", history(entity = fund))]
impl Plain {
    #[run]
    async fn run(_ctx: &Ctx<Self>, _input: MonthEnd) -> RunbookResult<()> {
        Ok(())
    }
}

#[derive(Default)]
struct Whole;

#[ntro_workflow(slug = "whole", history(entity = fund, period = header.year, source = header.source))]
impl Whole {
    #[run]
    async fn run(_ctx: &Ctx<Self>, _input: MonthEnd) -> RunbookResult<()> {
        Ok(())
    }
}

#[derive(Default)]
struct Silent;

#[ntro_workflow(slug = "silent")]
impl Silent {
    #[run]
    async fn run(_ctx: &Ctx<Self>, _input: MonthEnd) -> RunbookResult<()> {
        Ok(())
    }
}

fn main() {
    let header = Header { year: 2026, source: None };
    let input = MonthEnd { fund: "harbour".to_owned(), period: None, header };
    assert_eq!(Plain::TASK.map(|task| task(&input)), Some(TaskKey::new("harbour")));
    assert_eq!(Whole::TASK.map(|task| task(&input)), Some(TaskKey::new("harbour").period("2026")));
    assert!(Silent::TASK.is_none() && input.period.is_none());
}
