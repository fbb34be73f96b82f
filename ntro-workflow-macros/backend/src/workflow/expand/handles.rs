//! The typed handles: `DocumentIngest::DOCUMENT_SUBMITTED`, for whoever sends and asks.

use proc_macro2::TokenStream;
use quote::quote;
use syn::Type;

use crate::annotated::AnnotatedImpl;
use crate::crate_path::CratePath;
use crate::types::result_value;
use crate::workflow::model::{Handler, Parts};

pub(in crate::workflow) fn constants(krate: &CratePath, source: &AnnotatedImpl, parts: &Parts) -> TokenStream {
    let signals = parts.signals.iter().map(|handler| {
        let payload = payload(handler);
        constant(krate, handler, "signal", &quote!(SignalRef), &[payload])
    });
    let queries = parts.queries.iter().map(|handler| {
        let (payload, answer) = (payload(handler), answer(handler));
        constant(krate, handler, "query", &quote!(QueryRef), &[payload, answer])
    });
    let updates = parts.updates.iter().map(|update| {
        let (payload, answer) = (payload(&update.handler), answer(&update.handler));
        constant(krate, &update.handler, "update", &quote!(UpdateRef), &[payload, answer])
    });
    let constants: Vec<TokenStream> = signals.chain(queries).chain(updates).collect();
    if constants.is_empty() {
        return TokenStream::new();
    }
    let (self_type, cfgs) = (&source.block.self_type, source.cfgs());
    let (generics, _, where_clause) = source.block.generics.split_for_impl();
    quote! {
        #(#cfgs)*
        #[allow(dead_code, reason = "a runbook may be driven from another language only")]
        impl #generics #self_type #where_clause { #(#constants)* }
    }
}

fn constant(
    krate: &CratePath,
    handler: &Handler,
    kind: &str,
    reference: &TokenStream,
    types: &[TokenStream],
) -> TokenStream {
    let Handler { cfgs, doc_attributes, visibility, constant, name, .. } = handler;
    let docs = if doc_attributes.is_empty() {
        let sentence = format!(" The {kind} `{name}`.");
        quote!(#[doc = #sentence])
    } else {
        quote!(#(#doc_attributes)*)
    };
    quote! {
        #docs
        #(#cfgs)*
        #visibility const #constant: #krate::#reference<Self, #(#types),*> = #krate::#reference::new(#name);
    }
}

fn payload(handler: &Handler) -> TokenStream {
    handler.payload.as_ref().map_or_else(|| quote!(()), |ty| quote!(#ty))
}

/// What the caller gets: the value of a `Result`, since the error becomes the call's.
fn answer(handler: &Handler) -> TokenStream {
    let value = |ty: &Type| result_value(ty).cloned().unwrap_or_else(|| ty.clone());
    handler.returned.as_ref().map(value).map_or_else(|| quote!(()), |ty| quote!(#ty))
}
