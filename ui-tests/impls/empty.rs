use ntro_workflow::prelude::*;

#[derive(Default)]
struct Demo;

#[ntro_workflow(slug = "demo")]
impl Demo {}

fn main() {
    let _ = Demo::RUN;
}
