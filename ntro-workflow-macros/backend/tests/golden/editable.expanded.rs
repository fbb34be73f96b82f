#[automatically_derived]
impl<N: ::std::fmt::Debug> ::ntro_workflow::wire::editable::Editable for Journal<N> {
    const FIELDS: &'static [::ntro_workflow::wire::editable::EditField] = &[
        ::ntro_workflow::wire::editable::EditField::new(
                "postingNote",
                "Posting note",
                <::std::string::String as ::ntro_workflow::wire::editable::EditCell>::COLUMN,
            )
            .editable(),
        ::ntro_workflow::wire::editable::EditField::new(
            "number",
            "Number",
            <N as ::ntro_workflow::wire::editable::EditCell>::COLUMN,
        ),
        ::ntro_workflow::wire::editable::EditField::new(
                "netAmount",
                "Net of tax",
                ::ntro_workflow::wire::hint::ColumnType::Currency,
            )
            .currency_key("in")
            .editable(),
        ::ntro_workflow::wire::editable::EditField::new(
                "side",
                "Side",
                ::ntro_workflow::wire::hint::ColumnType::DrCr,
            )
            .editable(),
    ];
    const ROWS: &'static [::ntro_workflow::wire::editable::EditRows] = &[
        ::ntro_workflow::wire::editable::EditRows::of::<
            ::std::vec::Vec<::lines::Line>,
        >("journalLines", "Journal lines"),
        ::ntro_workflow::wire::editable::EditRows::of::<
            ::std::option::Option<::std::vec::Vec<::lines::Source>>,
        >("from", "Where it comes from"),
    ];
}
