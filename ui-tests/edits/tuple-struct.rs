use ntro_workflow::prelude::*;

#[derive(Editable)]
struct Line(f64);

fn main() {
    let _ = DataTable::of::<Line>("Lines");
}
