#[automatically_derived]
impl ::ntro_workflow::wire::editable::Editable for Line {
    const FIELDS: &'static [::ntro_workflow::wire::editable::EditField] = &[];
    const ROWS: &'static [::ntro_workflow::wire::editable::EditRows] = &[];
}
::core::compile_error! {
    "`Editable` is for structs with named fields\n= note: a correction names the field that it corrects\n= help: write `struct Line { … }`"
}
