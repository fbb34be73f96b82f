//! `#[derive(Editable)]`, stage by stage.

mod args;
mod check;
mod column;
mod expand;
mod model;
mod serde_names;

use proc_macro2::TokenStream;
use syn::DeriveInput;

use crate::Expansion;
use crate::errors::{Errors, Problem};

/// Expands `#[derive(Editable)]` on a struct. The struct itself is not part of what is emitted.
#[must_use]
pub fn editable(item: TokenStream) -> Expansion {
    let mut errors = Errors::default();
    let input: Option<DeriveInput> =
        errors.keep(syn::parse2(item).map_err(|error| Problem::at_span(error.span(), error)));
    let tokens = input.map(|input| {
        let checked = check::check(input, &mut errors);
        // After a mistake the trait is there with nothing in it, so that no second error follows.
        if errors.is_empty() { expand::expand(&checked) } else { expand::expand(&checked.emptied()) }
    });
    Expansion { tokens: tokens.unwrap_or_default(), errors }
}
