use ntro_workflow::prelude::*;

#[derive(Editable)]
struct Part {
    #[edit(rows)]
    pieces: Vec<Piece>,
}

#[derive(Editable)]
struct Piece {
    #[edit]
    name: String,
}

#[derive(Editable)]
struct Line {
    #[edit(rows)]
    parts: Vec<Part>,
}

fn main() {
    let _ = DataTable::of::<Line>("Lines");
}
