//! What is known of the types that cross the wire, as const expressions.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::Type;

use crate::crate_path::CratePath;
use crate::place::Place;
use crate::types::{is_unit, result_value, written};

/// What is known of a payload's type; nothing of `()`.
pub(crate) fn payload_type(krate: &CratePath, ty: Option<&Type>) -> TokenStream {
    match ty {
        None => quote!(::core::option::Option::None),
        Some(ty) => {
            let (place, written) = (Place::of(ty), written(ty));
            let krate = krate.at(place);
            let known = place.take(quote_spanned!(place.start()=> #krate::PayloadType::of::<#ty>(#written)));
            quote!(::core::option::Option::Some(#known))
        }
    }
}

/// What is known of the type of an answer: of the value of a `Result`.
pub(crate) fn answer_type(krate: &CratePath, returned: Option<&Type>) -> TokenStream {
    let value = returned.map(|returned| result_value(returned).unwrap_or(returned));
    payload_type(krate, value.filter(|ty| !is_unit(ty)))
}

/// What is known of `Self::Output`, which is the value of `returned`, whatever alias of `Result` that is.
pub(crate) fn output_type(krate: &CratePath, returned: &Type) -> TokenStream {
    let value = result_value(returned).unwrap_or(returned);
    if is_unit(value) {
        return quote!(::core::option::Option::None);
    }
    let (place, written) = (Place::of_value(returned), written(value));
    let krate = krate.at(place);
    let known = place.take(quote_spanned!(place.start()=> #krate::PayloadType::of::<Self::Output>(#written)));
    quote!(::core::option::Option::Some(#known))
}
