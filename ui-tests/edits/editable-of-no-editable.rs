use ntro_workflow::{NtroWorkflow, prelude::*};

#[derive(serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
struct Line {
    amount: f64,
}

async fn review<W: NtroWorkflow>(ctx: &Ctx<W>, line: &Line) -> RunbookResult<UserAction<Line>> {
    ctx.wait_for_action(line).editable().await
}

fn main() {}
