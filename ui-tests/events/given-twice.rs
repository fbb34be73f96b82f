use ntro_workflow::prelude::*;

#[derive(Observable)]
#[event("document.parsed")]
#[event("document.read")]
struct Parsed;

fn main() {}
