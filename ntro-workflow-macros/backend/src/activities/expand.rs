//! Stage 4: the code. It is made of checked activities, so nothing in here can fail.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::Type;
use syn::spanned::Spanned;

use crate::activities::model::{Activities, Activity};
use crate::crate_path::CratePath;
use crate::naming::{capitalized, words};
use crate::types::without_self;

/// The author's impl first, then the typed handles and what the worker's registry walks over.
pub(super) fn expand(activities: &Activities) -> TokenStream {
    let author = activities.source.emit(|_, method| method.verbatim());
    let handles = handles(activities);
    let host = host(activities);
    quote!(#author #handles #host)
}

/// `Documents::PARSE_PDF`, for the runbooks that call it.
pub(super) fn handles(activities: &Activities) -> TokenStream {
    let Activities { krate, source, activities } = activities;
    let (self_type, cfgs) = (&source.block.self_type, source.cfgs());
    let (generics, _, where_clause) = source.block.generics.split_for_impl();
    let constants = activities.iter().map(|activity| constant(krate, activity));
    quote! {
        #(#cfgs)*
        #[allow(dead_code, reason = "an activity may be called from another language only")]
        impl #generics #self_type #where_clause { #(#constants)* }
    }
}

fn constant(krate: &CratePath, activity: &Activity) -> TokenStream {
    let Activity { cfgs, doc_attributes, visibility, constant, name, .. } = activity;
    let docs = if doc_attributes.is_empty() {
        let sentence = format!(" The activity `{name}`.");
        quote!(#[doc = #sentence])
    } else {
        quote!(#(#doc_attributes)*)
    };
    let (input, output) = (activity.input_type(), output(&activity.returned, krate));
    quote! {
        #docs
        #(#cfgs)*
        #visibility const #constant: #krate::ActivityRef<#input, #output> = #krate::ActivityRef::new(#name);
    }
}

fn output(returned: &Type, krate: &CratePath) -> TokenStream {
    quote_spanned!(returned.span()=> <#returned as #krate::__private::ResultOk>::Ok)
}

/// The bodies and the host, in a scope of their own.
fn host(activities: &Activities) -> TokenStream {
    let Activities { krate, source, activities } = activities;
    let (self_type, cfgs) = (&source.block.self_type, source.cfgs());
    let bodies = activities.iter().map(|activity| body(krate, self_type, activity));
    let visitor = own("visitor");
    let visits = activities.iter().map(|activity| {
        let (cfgs, marker) = (&activity.cfgs, marker(activity));
        quote!(#(#cfgs)* #visitor.activity::<#marker>();)
    });
    quote! {
        #(#cfgs)*
        const _: () = {
            #(#bodies)*
            #[automatically_derived]
            impl #krate::__private::ActivityHost for #self_type {
                fn visit(#visitor: &mut impl #krate::__private::ActivityVisitor<Self>) { #(#visits)* }
            }
        };
    }
}

/// The zero-sized type that stands for one activity.
fn marker(activity: &Activity) -> Ident {
    let name: String = words(&activity.ident.to_string()).iter().map(|word| capitalized(word)).collect();
    format_ident!("__{name}Activity")
}

fn body(krate: &CratePath, self_type: &Type, activity: &Activity) -> TokenStream {
    let Activity { cfgs, name, context, .. } = activity;
    let marker = marker(activity);
    let input_type = activity.input.as_ref().map(|ty| without_self(ty, self_type));
    let input = input_type.map_or_else(|| quote!(()), |ty| quote!(#ty));
    let output = output(&without_self(&activity.returned, self_type), krate);
    let (host, ctx, argument) = (own("host"), own("ctx"), own("input"));
    let receiver = activity.takes_self.then(|| quote!(&#host,));
    let ctx_argument = if context.by_reference { quote!(&#ctx) } else { quote!(#ctx) };
    let input_argument = activity.input.as_ref().map(|_| quote!(#argument));
    let ident = &activity.ident;
    // An error type that cannot become an `ActivityError` is the fault of the return type.
    let into = quote_spanned!(activity.returned.span()=> ::core::convert::Into::into);
    quote! {
        #(#cfgs)*
        struct #marker;
        #(#cfgs)*
        impl #krate::__private::ActivityBody for #marker {
            type Host = #self_type;
            type Input = #input;
            type Output = #output;
            const NAME: &'static str = #name;
            fn call(
                #host: ::std::sync::Arc<#self_type>,
                #ctx: #krate::ActivityCtx,
                #argument: #input,
            ) -> #krate::__private::ActivityFuture<Self::Output> {
                ::std::boxed::Box::pin(async move {
                    <#self_type>::#ident(#receiver #ctx_argument, #input_argument).await.map_err(#into)
                })
            }
        }
    }
}

fn own(name: &str) -> Ident {
    Ident::new(name, Span::mixed_site())
}
