//! Stage 3: from a struct to what people may edit of it, with every mistake on the way.

mod field;

use syn::{Data, DataStruct, DeriveInput, Fields, FieldsNamed};

use super::args;
use super::model::EditableStruct;
use super::serde_names::{Container, Names};
use crate::args::crate_path;
use crate::errors::{Errors, Problem};

/// Reads a struct.
pub(super) fn check(input: DeriveInput, errors: &mut Errors) -> EditableStruct {
    let args = args::of_struct(&input.attrs, errors);
    let krate = crate_path(args.krate.as_ref(), errors);
    let mut read = field::Read::default();
    if let Some(named) = named_fields(&input, errors) {
        let container = Container::of(&input.attrs);
        if let Some((place, word)) = &container.foreign {
            errors.push(foreign(*place, word));
        }
        let keys: Vec<Option<String>> = keys(named, &container);
        for (field, key) in named.named.iter().zip(&keys) {
            read.field(field, key.as_deref(), &keys, errors);
        }
    }
    let field::Read { fields, rows } = read;
    EditableStruct { krate, ident: input.ident, generics: input.generics, fields, rows }
}

fn keys(named: &FieldsNamed, container: &Container) -> Vec<Option<String>> {
    let key = |field: &syn::Field| Names::of(&field.attrs).key(field.ident.as_ref()?, container);
    named.named.iter().map(key).collect()
}

fn named_fields<'a>(input: &'a DeriveInput, errors: &mut Errors) -> Option<&'a FieldsNamed> {
    if let Data::Struct(DataStruct { fields: Fields::Named(named), .. }) = &input.data {
        return Some(named);
    }
    errors.push(
        Problem::at(&input.ident, "`Editable` is for structs with named fields")
            .note("a correction names the field that it corrects")
            .help(format!("write `struct {} {{ … }}`", input.ident)),
    );
    None
}

fn foreign(place: proc_macro2::Span, word: &str) -> Problem {
    Problem::at_span(place, format!("`Editable` cannot read a struct that is `#[serde({word})]`"))
        .note("its JSON is that of another type, and corrections are to JSON")
        .help("derive `Editable` on that type")
}
