use ntro_workflow::prelude::*;

struct Amount(i64);
#[derive(Editable)]
struct Line {
    #[edit(editable)]
    amount: Amount,
}

fn main() {
    let _ = DataTable::of::<Line>("Lines");
}
