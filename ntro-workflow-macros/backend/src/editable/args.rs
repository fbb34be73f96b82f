//! Stage 1: the arguments of `#[edit(…)]`, as written.

use darling::FromMeta;
use syn::Attribute;

use crate::args::{self, Nested, PathArg, Signature, Text};
use crate::errors::{Errors, Problem};

/// The attribute's name.
const EDIT: &str = "edit";

const ON_A_FIELD: Signature = Signature {
    label: "#[edit]",
    takes: &["label", "type", "currency_key", "editable", "rows"],
    example: "#[edit(editable, label = \"Amount\", type = \"currency\", currency_key = \"currency\")]",
};

const ON_A_STRUCT: Signature =
    Signature { label: "#[edit]", takes: &["crate"], example: "#[edit(crate = ::my_framework::ntro)]" };

/// The arguments on a field.
#[derive(Debug, Default, FromMeta)]
#[darling(default)]
pub(super) struct FieldArgs {
    pub(super) label: Option<Text>,
    #[darling(rename = "type")]
    pub(super) column: Option<Text>,
    pub(super) currency_key: Option<Text>,
    pub(super) editable: Option<Nested>,
    pub(super) rows: Option<Nested>,
}

/// The arguments on the struct.
#[derive(Debug, Default, FromMeta)]
#[darling(default)]
pub(super) struct StructArgs {
    #[darling(rename = "crate")]
    pub(super) krate: Option<PathArg>,
}

/// The arguments on a field; `None` without the attribute, or if it cannot be read.
pub(super) fn of_field(attributes: &[Attribute], errors: &mut Errors) -> Option<FieldArgs> {
    args::of_attribute(only(attributes, errors)?, &ON_A_FIELD, errors)
}

/// The arguments on the struct.
pub(super) fn of_struct(attributes: &[Attribute], errors: &mut Errors) -> StructArgs {
    only(attributes, errors)
        .and_then(|attribute| args::of_attribute(attribute, &ON_A_STRUCT, errors))
        .unwrap_or_default()
}

/// The first `#[edit]`; any other is a mistake.
fn only<'a>(attributes: &'a [Attribute], errors: &mut Errors) -> Option<&'a Attribute> {
    let mut edits = attributes.iter().filter(|attribute| attribute.path().is_ident(EDIT));
    let first = edits.next();
    for again in edits {
        errors.push(
            Problem::at(again, "`#[edit]` is given twice")
                .note("all that is said of a field is in one place")
                .help("put the arguments into one `#[edit(…)]`"),
        );
    }
    first
}
