use ntro_workflow::prelude::*;

#[derive(Observable)]
#[event("DocumentParsed")]
struct Parsed;

fn main() {}
