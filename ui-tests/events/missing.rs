use ntro_workflow::prelude::*;

#[derive(Observable)]
struct Parsed {
    _pages: usize,
}

fn main() {
    let _ = Parsed::EVENT_TYPE;
}
