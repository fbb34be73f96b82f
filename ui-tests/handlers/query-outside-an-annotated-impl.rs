use ntro_workflow::prelude::*;

#[derive(Default)]
struct Demo {
    rate: u32,
}

impl Demo {
    #[query]
    fn rate(&self) -> u32 {
        self.rate
    }
}

fn main() {
    Demo::default().rate();
}
