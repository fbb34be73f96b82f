use ntro_workflow::prelude::*;

#[derive(Observable)]
#[event = "document.parsed"]
struct Parsed;

fn main() {}
