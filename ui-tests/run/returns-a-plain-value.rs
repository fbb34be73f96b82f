use ntro_workflow::prelude::*;

#[derive(Default)]
struct Demo;

#[ntro_workflow(slug = "demo")]
impl Demo {
    #[run]
    async fn run(_ctx: &Ctx<Self>) -> u32 {
        1
    }
}

fn main() {
    let _ = Demo::RUN;
    let _ = Demo::run;
}
