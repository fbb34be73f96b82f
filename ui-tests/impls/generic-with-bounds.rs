use ntro_workflow::prelude::*;

#[derive(Default)]
struct Demo<T>(T);

#[ntro_workflow(slug = "demo")]
impl<T> Demo<T>
where
    T: Clone + 'static,
 {
    #[run]
    async fn run(_ctx: &Ctx<Self>) -> RunbookResult<()> {
        Ok(())
    }
}

fn main() {
    let _ = Demo::<u32>::RUN;
    let _ = Demo::<u32>::run;
}
