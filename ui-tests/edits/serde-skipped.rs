use ntro_workflow::prelude::*;

#[derive(Editable)]
#[derive(serde::Serialize, serde::Deserialize)]
struct Line {
    #[edit(editable)]
    #[serde(skip)]
    cache: String,
}

fn main() {
    let _ = DataTable::of::<Line>("Lines");
}
