use ntro_workflow::prelude::*;

#[derive(Observable)]
#[event("document.parsed", topic = "documents")]
struct Parsed;

fn main() {}
