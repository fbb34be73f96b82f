#[derive(Editable)]
#[serde(rename_all = "camelCase")]
pub struct Journal<N: ::std::fmt::Debug> {
    #[edit(editable)]
    pub posting_note: ::std::string::String,
    #[edit]
    pub number: N,
    #[edit(rows)]
    pub journal_lines: ::std::vec::Vec<::lines::Line>,
    #[edit(rows, label = "Where it comes from")]
    #[serde(rename = "from")]
    pub sources: ::std::option::Option<::std::vec::Vec<::lines::Source>>,
    #[edit(editable, label = "Net of tax", currency_key = "in")]
    pub net_amount: f64,
    #[edit(editable, type = "dr_cr")]
    pub side: ::lines::Side,
    #[serde(rename = "in")]
    pub currency: ::std::string::String,
    #[serde(flatten)]
    pub rest: ::lines::Rest,
}
