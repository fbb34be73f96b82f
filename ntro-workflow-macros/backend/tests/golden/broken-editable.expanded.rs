#[automatically_derived]
impl ::ntro_workflow::wire::editable::Editable for Line {
    const FIELDS: &'static [::ntro_workflow::wire::editable::EditField] = &[];
    const ROWS: &'static [::ntro_workflow::wire::editable::EditRows] = &[];
}
::core::compile_error! {
    "`id` is not `editable`\n= note: it is how corrections find the row\n= help: write `#[edit]` to show it, and let people edit another field"
}
::core::compile_error! {
    "`#[edit]` takes no argument `lable`\n= help: did you mean `label`?\n= help: it takes `label`, `type`, `currency_key`, `editable` and `rows`: `#[edit(editable, label = \"Amount\", type = \"currency\", currency_key = \"currency\")]`"
}
::core::compile_error! {
    "there is no column type `curency`\n= note: screens know `text`, `number`, `currency`, `date`, `boolean` and `dr_cr`\n= help: did you mean `currency`?"
}
::core::compile_error! {
    "`currency_key` belongs to a column of the type `currency`\n= note: nothing else is an amount of a currency\n= help: write `type = \"currency\"`, or remove `currency_key`"
}
::core::compile_error! {
    "there is no field `unit` beside this one\n= note: the currency of an amount is read from the same row"
}
::core::compile_error! {
    "`editable` does not go with `rows`\n= note: what people may edit of a row is said on the fields of its type\n= help: write `#[edit(rows)]` here, and `#[edit(…)]` on the fields of the row"
}
::core::compile_error! {
    "a field that is `#[serde(skip)]` has no `#[edit]`\n= note: the JSON that people see has no such key\n= help: remove the `#[edit]` or what serde is told of the field"
}
::core::compile_error! {
    "`#[edit]` is given twice\n= note: all that is said of a field is in one place\n= help: put the arguments into one `#[edit(…)]`"
}
::core::compile_error! {
    "`label` is empty\n= help: write `label = \"…\"`"
}
::core::compile_error! {
    "`editable` is a word of its own\n= help: write `#[edit(editable)]`"
}
