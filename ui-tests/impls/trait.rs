use ntro_workflow::prelude::*;

#[ntro_workflow(slug = "demo")]
trait Demo {
    #[signal]
    fn submitted(&mut self);
}

impl Demo for () {
    fn submitted(&mut self) {}
}

fn main() {
    ().submitted();
}
