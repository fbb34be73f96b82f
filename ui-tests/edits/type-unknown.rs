use ntro_workflow::prelude::*;

#[derive(Editable)]
struct Line {
    #[edit(editable, type = "html")]
    note: String,
}

fn main() {
    let _ = DataTable::of::<Line>("Lines");
}
