use ntro_workflow::prelude::*;

#[derive(Editable)]
struct Part {
    #[edit]
    name: String,
}

#[derive(Editable)]
struct Line {
    #[edit(rows, editable)]
    parts: Vec<Part>,
}

fn main() {
    let _ = DataTable::of::<Line>("Lines");
}
