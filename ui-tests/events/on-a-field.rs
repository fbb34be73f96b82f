use ntro_workflow::prelude::*;

#[derive(Observable)]
struct Parsed {
    #[event("document.parsed")]
    _pages: usize,
}

fn main() {}
