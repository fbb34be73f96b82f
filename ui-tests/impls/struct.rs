use ntro_workflow::prelude::*;

#[ntro_workflow(slug = "demo")]
struct Demo;

fn main() {
    let _ = Demo;
}
