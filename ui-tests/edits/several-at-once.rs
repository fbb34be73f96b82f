use ntro_workflow::prelude::*;

#[derive(Editable)]
struct Line {
    #[edit(editable)]
    id: String,
    #[edit(type = "curency", lable = "Amount")]
    amount: f64,
    #[edit(editable = "yes")]
    note: String,
}

fn main() {
    let _ = DataTable::of::<Line>("Lines");
}
