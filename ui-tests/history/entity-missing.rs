use ntro_workflow::prelude::*;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize, JsonSchema)]
struct MonthEnd {
    fund: String,
    period: Option<String>,
    lines: Vec<f64>,
}

#[derive(Default)]
struct Demo;

#[ntro_workflow(slug = "demo", history(period = period))]
impl Demo {
    #[run]
    async fn run(ctx: &Ctx<Self>, input: MonthEnd) -> RunbookResult<()> {
        Self::review(ctx, &input).await
    }

    #[ui_step(name = "review", title = "Review")]
    async fn review(_ctx: &Ctx<Self>, _input: &MonthEnd) -> RunbookResult<()> {
        Ok(())
    }
}

fn main() {
    let _ = Demo::RUN;
}
