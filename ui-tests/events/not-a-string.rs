use ntro_workflow::prelude::*;

const PARSED: &str = "document.parsed";

#[derive(Observable)]
#[event(PARSED)]
struct Parsed;

fn main() {}
