use ntro_workflow::prelude::*;

struct ReviewError;

#[derive(Default)]
struct Demo;

#[ntro_workflow(slug = "demo")]
impl Demo {
    #[run]
    async fn run(_ctx: &Ctx<Self>) -> Result<(), ReviewError> {
        Err(ReviewError)
    }
}

fn main() {
    let _ = Demo::RUN;
}
