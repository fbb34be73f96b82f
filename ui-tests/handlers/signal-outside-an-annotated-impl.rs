use ntro_workflow::prelude::*;

#[derive(Default)]
struct Demo {
    rate: u32,
}

impl Demo {
    #[signal]
    fn set_rate(&mut self) {
        self.rate = 1;
    }
}

fn main() {
    Demo::default().set_rate();
}
