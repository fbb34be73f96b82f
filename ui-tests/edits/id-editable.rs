use ntro_workflow::prelude::*;

#[derive(Editable)]
struct Line {
    #[edit(editable)]
    id: String,
}

fn main() {
    let _ = DataTable::of::<Line>("Lines");
}
