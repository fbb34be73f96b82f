//! `#[derive(Observable)]`: the type of the events that a result is.

mod attribute;

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Attribute, Data, DeriveInput, Fields};

use crate::Expansion;
use crate::errors::{Errors, Problem};
use crate::observable::attribute::EventAttribute;

const DERIVE: &str = "#[derive(Observable)]";
const EXAMPLE: &str = "#[event(\"document.parsed\")]";

/// Expands `#[derive(Observable)]` on a type.
#[must_use]
pub fn observable(item: TokenStream) -> Expansion {
    let mut errors = Errors::default();
    let read = syn::parse2::<DeriveInput>(item).map_err(|error| {
        Problem::at_span(error.span(), format!("`{DERIVE}` cannot read this type: {error}"))
            .help("derive it on a struct or an enum")
    });
    let tokens = match errors.keep(read) {
        Some(input) => expand(&input, &mut errors),
        None => TokenStream::new(),
    };
    Expansion { tokens, errors }
}

/// The impl. It is there even if something is wrong, so that no second error says that it is missing.
fn expand(input: &DeriveInput, errors: &mut Errors) -> TokenStream {
    let misplaced: Vec<_> = inside(&input.data).into_iter().filter(|attribute| is_event(attribute)).collect();
    for found in &misplaced {
        errors.push(
            Problem::at(*found, "`#[event]` belongs on the type, not inside it")
                .note("the whole result is the event's payload")
                .help(format!("move it above the type: `{EXAMPLE}`")),
        );
    }
    let mut attributes = input.attrs.iter().filter(|attribute| is_event(attribute));
    let first = attributes.next();
    for again in attributes {
        errors.push(
            Problem::at(again, "`#[event]` is given twice")
                .note("two values leave open which one is meant")
                .help("remove one of them"),
        );
    }
    let EventAttribute { event_type, krate } = match first {
        Some(found) => attribute::read(found, errors),
        None => {
            if misplaced.is_empty() {
                errors.push(missing(input));
            }
            EventAttribute::default()
        }
    };
    let (name, (generics, arguments, where_clause)) = (&input.ident, input.generics.split_for_impl());
    quote! {
        #[automatically_derived]
        impl #generics #krate::Observable for #name #arguments #where_clause {
            const EVENT_TYPE: &'static str = #event_type;
        }
    }
}

fn missing(input: &DeriveInput) -> Problem {
    Problem::at(&input.ident, format!("`{DERIVE}` needs to know what has happened"))
        .note("those who listen know the event by its type")
        .help(format!("add `{EXAMPLE}`"))
}

fn is_event(attribute: &Attribute) -> bool {
    attribute.path().is_ident("event")
}

/// The attributes of fields and variants.
fn inside(data: &Data) -> Vec<&Attribute> {
    match data {
        Data::Struct(data) => of_fields(&data.fields).collect(),
        Data::Enum(data) => {
            let variants = data.variants.iter();
            variants.flat_map(|variant| variant.attrs.iter().chain(of_fields(&variant.fields))).collect()
        }
        Data::Union(data) => data.fields.named.iter().flat_map(|field| &field.attrs).collect(),
    }
}

fn of_fields(fields: &Fields) -> impl Iterator<Item = &Attribute> {
    fields.iter().flat_map(|field| &field.attrs)
}
