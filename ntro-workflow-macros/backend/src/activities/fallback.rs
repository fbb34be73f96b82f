//! The code when something was wrong: the author's impl, its handles, and a host with nothing to
//! register, so that no second error follows from the mistake.

use proc_macro2::TokenStream;
use quote::quote;
use syn::Token;

use crate::activities::model::Activities;
use crate::annotated::AnnotatedMethod;
use crate::handle;

pub(super) fn expand(activities: &Activities) -> TokenStream {
    let Activities { krate, handles, .. } = activities;
    let source = activities.source.concrete();
    let author = source.emit(|_, method| asynchronous(method));
    let handles = handle::constants(krate, &source, handles);
    let (self_type, cfgs) = (&source.block.self_type, source.cfgs());
    let (generics, _, where_clause) = source.block.generics.split_for_impl();
    quote! {
        #author
        #handles
        #(#cfgs)*
        impl #generics #krate::__private::ActivityHost for #self_type #where_clause {
            fn visit(_: &mut impl #krate::__private::ActivityVisitor<Self>) {}
        }
    }
}

/// The method as written; an activity that lacks `async` gets it, since every `.await` in it
/// would be an error too.
fn asynchronous(method: &AnnotatedMethod) -> TokenStream {
    let mut method = method.clone();
    if method.helper.is_some() && method.method.signature.asyncness.is_none() {
        method.method.signature.asyncness = Some(Token![async](method.method.signature.fn_token.span));
    }
    method.verbatim()
}
