#[derive(Editable)]
#[edit(crate = framework)]
struct Line {
    #[edit(editable, type = "currency", currency_key = "currency")]
    amount: Amount,
    #[edit(rows)]
    lines: Vec<Line>,
    #[edit]
    currency: String,
}
