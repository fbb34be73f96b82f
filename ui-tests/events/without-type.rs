use ntro_workflow::prelude::*;

#[derive(Observable)]
#[event]
struct Parsed;

fn main() {}
