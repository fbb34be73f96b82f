use ntro_workflow::prelude::*;

#[derive(Editable)]
enum Line {
    Debit(f64),
    Credit(f64),
}

fn main() {
    let _ = DataTable::of::<Line>("Lines");
}
