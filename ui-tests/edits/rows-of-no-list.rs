use ntro_workflow::prelude::*;

#[derive(Editable)]
struct Line {
    #[edit(rows)]
    parts: String,
}

fn main() {
    let _ = DataTable::of::<Line>("Lines");
}
