use ntro_workflow::prelude::*;

#[derive(Editable)]
struct Line {
    #[edit(editable = "yes")]
    amount: f64,
}

fn main() {
    let _ = DataTable::of::<Line>("Lines");
}
