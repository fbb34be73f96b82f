//! What is known of the types that cross the wire: as text, and as const expressions.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::Type;

use crate::crate_path::CratePath;
use crate::place::Place;
use crate::types::{is_unit, result_value, without_self, written};

/// What is sent, of the type of a parameter: nothing of `()`.
pub(crate) fn sent(parameter: Option<&Type>) -> Option<&Type> {
    parameter.filter(|ty| !is_unit(ty))
}

/// What is answered, of a declared return type: the value of a `Result`, nothing of `()`.
pub(crate) fn answered(returned: Option<&Type>) -> Option<&Type> {
    sent(returned.map(|returned| result_value(returned).unwrap_or(returned)))
}

/// A type as the author writes it, but in words that mean the same outside the impl.
pub(crate) fn name(ty: &Type, self_type: &Type) -> String {
    written(&without_self(ty, self_type))
}

/// The types of an impl, as const expressions.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PayloadTypes<'a> {
    pub(crate) krate: &'a CratePath,
    pub(crate) self_type: &'a Type,
}

impl PayloadTypes<'_> {
    /// What is known of the type of a parameter.
    pub(crate) fn sent(self, parameter: Option<&Type>) -> TokenStream {
        self.known(sent(parameter))
    }

    /// What is known of the type of an answer.
    pub(crate) fn answered(self, returned: Option<&Type>) -> TokenStream {
        self.known(answered(returned))
    }

    fn known(self, ty: Option<&Type>) -> TokenStream {
        match ty {
            None => quote!(::core::option::Option::None),
            Some(ty) => self.some(Place::of(ty), &quote!(#ty), ty),
        }
    }

    /// What is known of `Self::Output`, which is the value of `returned`, whatever alias of `Result`
    /// that is.
    pub(crate) fn output(self, returned: &Type) -> TokenStream {
        match answered(Some(returned)) {
            None => quote!(::core::option::Option::None),
            Some(value) => self.some(Place::of_value(returned), &quote!(Self::Output), value),
        }
    }

    fn some(self, place: Place, ty: &TokenStream, written: &Type) -> TokenStream {
        let (krate, name) = (self.krate.at(place), name(written, self.self_type));
        let known = place.take(quote_spanned!(place.start()=> #krate::PayloadType::of::<#ty>(#name)));
        quote!(::core::option::Option::Some(#known))
    }
}
