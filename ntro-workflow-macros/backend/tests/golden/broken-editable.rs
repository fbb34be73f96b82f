#[derive(Editable)]
#[serde(rename_all = "camelCase")]
pub struct Line {
    #[edit(editable)]
    pub id: String,
    #[edit(editable, type = "curency", lable = "Amount")]
    pub amount: f64,
    #[edit(type = "number", currency_key = "unit")]
    pub quantity: f64,
    #[edit(rows, editable)]
    pub parts: Vec<Part>,
    #[edit(editable)]
    #[serde(skip)]
    pub cache: String,
    #[edit(editable = "yes", label = " ")]
    #[edit(rows)]
    pub note: String,
    pub currency: String,
}
