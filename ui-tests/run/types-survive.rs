use ntro_workflow::prelude::*;

#[derive(Default)]
struct Demo;

#[ntro_workflow(slug = "demo")]
impl Demo {
    #[run]
    fn run(_ctx: &Ctx<Self>, input: String) -> RunbookResult<String> {
        Ok(input)
    }
}

fn main() {
    fn starts<W: ntro_workflow::NtroWorkflow<Input = String, Output = String>>() {}
    starts::<Demo>();
}
