use ntro_workflow::prelude::*;

#[derive(Editable)]
#[derive(serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
struct Line {
    #[edit(editable)]
    amount: f64,
}

fn main() {
    let _ = DataTable::of::<Line>("Lines");
}
