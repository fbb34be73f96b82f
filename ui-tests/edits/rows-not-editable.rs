use ntro_workflow::prelude::*;

struct Part;
#[derive(Editable)]
struct Line {
    #[edit(rows)]
    parts: Vec<Part>,
}

fn main() {
    let _ = DataTable::of::<Line>("Lines");
}
