//! What is known of the types that cross the wire: as text, and as const expressions.

use proc_macro2::TokenStream;
use quote::{format_ident, quote, quote_spanned};
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

/// The types of an impl, as const expressions for its tables.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PayloadTypes<'a> {
    pub(crate) krate: &'a CratePath,
    pub(crate) self_type: &'a Type,
}

impl PayloadTypes<'_> {
    /// What is known of the type of a handler's parameter.
    pub(crate) fn sent(self, parameter: Option<&Type>) -> TokenStream {
        self.known(sent(parameter))
    }

    /// What is known of the type of a handler's answer.
    pub(crate) fn answered(self, returned: Option<&Type>) -> TokenStream {
        self.known(answered(returned))
    }

    /// A type that cannot cross the wire is an error here, at the type.
    fn known(self, ty: Option<&Type>) -> TokenStream {
        let Some(ty) = ty else { return none() };
        let (place, name) = (Place::of(ty), self.name(ty));
        let krate = self.krate.at(place);
        place.take(quote_spanned!(place.start()=> #krate::__private::known::<#ty>(#name)))
    }

    /// What is known of a type that `Self` has as its own, as `function` says.
    pub(crate) fn own(self, ty: Option<&Type>, function: &str) -> TokenStream {
        let Some(ty) = ty else { return none() };
        let (krate, function, name) = (self.krate, format_ident!("{function}"), self.name(ty));
        quote!(#krate::__private::#function::<Self>(#name))
    }

    /// A type as the author writes it.
    pub(crate) fn name(self, ty: &Type) -> String {
        name(ty, self.self_type)
    }
}

fn none() -> TokenStream {
    quote!(::core::option::Option::None)
}
