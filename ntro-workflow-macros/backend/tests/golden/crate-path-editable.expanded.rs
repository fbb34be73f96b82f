#[automatically_derived]
impl framework::wire::editable::Editable for Line {
    const FIELDS: &'static [framework::wire::editable::EditField] = &[
        framework::wire::editable::EditField::new(
                "amount",
                "Amount",
                framework::wire::hint::ColumnType::Currency,
            )
            .currency_key("currency")
            .editable(),
        framework::wire::editable::EditField::new(
            "currency",
            "Currency",
            <String as framework::wire::editable::EditCell>::COLUMN,
        ),
    ];
    const ROWS: &'static [framework::wire::editable::EditRows] = &[
        framework::wire::editable::EditRows::of::<Vec<Line>>("lines", "Lines"),
    ];
}
