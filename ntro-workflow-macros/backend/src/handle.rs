//! Typed handles: `DocumentIngest::DOCUMENT_SUBMITTED`, for whoever sends, asks and calls.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::ext::IdentExt;
use syn::{Attribute, Visibility};

use crate::annotated::{AnnotatedImpl, AnnotatedMethod};
use crate::crate_path::CratePath;
use crate::docs;
use crate::place::Place;

/// A constant that names a method's counterpart on the wire, with its types.
///
/// It is read even from a method that is wrong, so that those who use it see no second error.
#[derive(Debug)]
pub(crate) struct Handle {
    kind: HandleKind,
    name: String,
    constant: Ident,
    cfgs: Vec<Attribute>,
    /// Doc comments and `#[deprecated]`.
    notices: Vec<Attribute>,
    visibility: Visibility,
    types: Vec<TokenStream>,
    place: Place,
}

/// What a handle is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum HandleKind {
    Signal,
    Query,
    Update,
    Activity,
}

impl HandleKind {
    /// The type of the constant.
    fn reference(self) -> &'static str {
        match self {
            Self::Signal => "SignalRef",
            Self::Query => "QueryRef",
            Self::Update => "UpdateRef",
            Self::Activity => "ActivityRef",
        }
    }

    fn noun(self) -> &'static str {
        match self {
            Self::Signal => "signal",
            Self::Query => "query",
            Self::Update => "update",
            Self::Activity => "activity",
        }
    }
}

impl Handle {
    /// The handle of a method. A type error in `types` is reported at `place`.
    pub(crate) fn new(
        kind: HandleKind,
        method: &AnnotatedMethod,
        name: String,
        types: Vec<TokenStream>,
        place: Place,
    ) -> Self {
        Self {
            kind,
            name,
            constant: constant(&method.method.signature.ident),
            cfgs: method.cfgs(),
            notices: notices(&method.method.attributes),
            visibility: method.method.visibility.clone(),
            types,
            place,
        }
    }

    fn emit(&self, krate: &CratePath) -> TokenStream {
        let Self { name, constant, cfgs, notices, visibility, types, place, .. } = self;
        let sentence =
            (!notices.iter().any(docs::is_doc)).then(|| format!(" The {} `{name}`.", self.kind.noun()));
        let docs = sentence.map(|sentence| quote!(#[doc = #sentence]));
        let (krate, reference) =
            (krate.at(*place), format_ident!("{}", self.kind.reference(), span = place.start()));
        let ty = place.take(quote_spanned!(place.start()=> #krate::#reference<#(#types),*>));
        let value = place.take(quote_spanned!(place.start()=> #krate::#reference::new(#name)));
        quote! {
            #docs
            #(#notices)*
            #(#cfgs)*
            #visibility const #constant: #ty = #value;
        }
    }
}

/// What the author says of the method to those who use it.
fn notices(attributes: &[Attribute]) -> Vec<Attribute> {
    let said = |attribute: &&Attribute| docs::is_doc(attribute) || attribute.path().is_ident("deprecated");
    attributes.iter().filter(said).cloned().collect()
}

/// The constants on the author's type.
pub(crate) fn constants(krate: &CratePath, source: &AnnotatedImpl, handles: &[Handle]) -> TokenStream {
    if handles.is_empty() {
        return TokenStream::new();
    }
    let (self_type, cfgs) = (&source.block.self_type, source.cfgs());
    let (generics, _, where_clause) = source.block.generics.split_for_impl();
    let constants = handles.iter().map(|handle| handle.emit(krate));
    quote! {
        #(#cfgs)*
        #[allow(dead_code, reason = "it may be used from another language only")]
        impl #generics #self_type #where_clause { #(#constants)* }
    }
}

/// The name of a method's handle: the method's, in the case of constants.
pub(crate) fn constant(method: &Ident) -> Ident {
    Ident::new(&method.unraw().to_string().to_uppercase(), method.span())
}
