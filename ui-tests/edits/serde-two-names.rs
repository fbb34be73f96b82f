use ntro_workflow::prelude::*;

#[derive(Editable)]
#[derive(serde::Serialize, serde::Deserialize)]
struct Line {
    #[edit(editable)]
    #[serde(rename(serialize = "total", deserialize = "sum"))]
    amount: f64,
}

fn main() {
    let _ = DataTable::of::<Line>("Lines");
}
