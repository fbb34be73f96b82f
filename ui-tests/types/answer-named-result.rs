use ntro_workflow::prelude::*;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

#[derive(Clone, Default, Serialize, Deserialize, JsonSchema)]
struct PageResult<T> {
    lines: Vec<T>,
}

#[derive(Default)]
struct Demo {
    page: PageResult<u32>,
}

#[ntro_workflow(slug = "demo")]
impl Demo {
    #[run]
    async fn run(_ctx: &Ctx<Self>) -> RunbookResult<()> {
        Ok(())
    }

    #[update]
    fn page(&mut self) -> PageResult<u32> {
        self.page.clone()
    }
}

fn main() {
    let _ = Demo::RUN;
    let _ = Demo::PAGE;
}
