use ntro_workflow::prelude::*;

struct Documents;

#[ntro_activities]
impl Documents {}

fn main() {
    let _ = Documents;
}
