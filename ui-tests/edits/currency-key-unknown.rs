use ntro_workflow::prelude::*;

#[derive(Editable)]
struct Line {
    #[edit(editable, currency_key = "curency")]
    amount: f64,
    currency: String,
}

fn main() {
    let _ = DataTable::of::<Line>("Lines");
}
