#[derive(Editable)]
pub enum Line {
    Debit(f64),
    Credit(f64),
}
