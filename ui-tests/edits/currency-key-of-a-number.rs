use ntro_workflow::prelude::*;

#[derive(Editable)]
struct Line {
    #[edit(type = "number", currency_key = "currency")]
    amount: f64,
    currency: String,
}

fn main() {
    let _ = DataTable::of::<Line>("Lines");
}
