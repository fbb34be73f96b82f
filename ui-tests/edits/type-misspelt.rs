use ntro_workflow::prelude::*;

#[derive(Editable)]
struct Line {
    #[edit(editable, type = "curency")]
    amount: f64,
}

fn main() {
    let _ = DataTable::of::<Line>("Lines");
}
