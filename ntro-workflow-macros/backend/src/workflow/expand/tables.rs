//! The const tables: one entry per step and handler, under the `#[cfg]`s of its method.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};

use crate::crate_path::CratePath;
use crate::place::Place;
use crate::workflow::model::{Handler, Parts, Step, Update};

pub(super) fn of(krate: &CratePath, parts: &Parts) -> TokenStream {
    let steps = parts.steps.iter().map(|entry| step(krate, entry));
    let signals = parts.signals.iter().map(|entry| signal(krate, entry));
    let queries = parts.queries.iter().map(|entry| query(krate, entry));
    let updates = parts.updates.iter().map(|entry| update(krate, entry));
    quote! {
        const STEPS: &'static [#krate::StepDefinition] = &[#(#steps),*];
        const SIGNALS: &'static [#krate::SignalHandler<Self>] = &[#(#signals),*];
        const QUERIES: &'static [#krate::QueryHandler<Self>] = &[#(#queries),*];
        const UPDATES: &'static [#krate::UpdateHandler<Self>] = &[#(#updates),*];
    }
}

fn step(krate: &CratePath, step: &Step) -> TokenStream {
    let Step { cfgs, name, title, icon, docs, .. } = step;
    let icon = match icon {
        Some(icon) => quote!(::core::option::Option::Some(#icon)),
        None => quote!(::core::option::Option::None),
    };
    quote! {
        #(#cfgs)*
        #krate::StepDefinition { name: #name, title: #title, icon: #icon, docs: #docs }
    }
}

fn signal(krate: &CratePath, handler: &Handler) -> TokenStream {
    let Handler { cfgs, name, docs, .. } = handler;
    let call = accepted(krate, handler, &handler.ident, None);
    quote! {
        #(#cfgs)*
        #krate::SignalHandler { name: #name, docs: #docs, call: #call }
    }
}

fn query(krate: &CratePath, handler: &Handler) -> TokenStream {
    let Handler { cfgs, name, docs, .. } = handler;
    let call = replied(krate, handler);
    quote! {
        #(#cfgs)*
        #krate::QueryHandler { name: #name, docs: #docs, call: #call }
    }
}

fn update(krate: &CratePath, update: &Update) -> TokenStream {
    let Handler { cfgs, name, docs, payload, .. } = &update.handler;
    let arguments = own("arguments");
    let validate = match (&update.validator, payload) {
        (Some(validator), _) => accepted(krate, &update.handler, validator, Some(quote!(&))),
        (None, Some(payload)) => quote!(|_, #arguments| #arguments.expect::<#payload>()),
        (None, None) => quote!(|_, _| ::core::result::Result::Ok(())),
    };
    let call = replied(krate, &update.handler);
    quote! {
        #(#cfgs)*
        #krate::UpdateHandler { name: #name, docs: #docs, validate: #validate, call: #call }
    }
}

/// A closure that calls a method which accepts or refuses.
fn accepted(krate: &CratePath, handler: &Handler, method: &Ident, borrow: Option<TokenStream>) -> TokenStream {
    // A return type that is no acceptance is the fault of the method, not of the macro.
    let place = handler.returned.as_ref().map_or_else(|| Place::of(method), Place::of);
    let (head, call) = call(handler, method, borrow, place);
    let krate = krate.at(place);
    let accepted = quote_spanned!(place.start()=> #krate::__private::Accepted::accepted(#call));
    let accepted = place.take(accepted);
    quote!(#head #accepted)
}

/// A closure that calls a method which answers.
fn replied(krate: &CratePath, handler: &Handler) -> TokenStream {
    // An answer that cannot cross the wire is the fault of the return type, not of the macro.
    let place = handler.returned.as_ref().map_or_else(|| Place::of(&handler.ident), Place::of_value);
    let (head, call) = call(handler, &handler.ident, None, place);
    let krate_here = krate.at(place);
    let answer = place.take(quote_spanned!(place.start()=> #krate_here::__private::Reply(#call).answer()?));
    let encoded = place.take(quote_spanned!(place.start()=> #krate_here::__private::encode(#answer)));
    quote!(#head {
        use #krate::__private::PlainReply as _;
        #encoded
    })
}

/// The closure's head, and the call inside it.
fn call(handler: &Handler, method: &Ident, borrow: Option<TokenStream>, place: Place) -> (TokenStream, TokenStream) {
    let (runbook, arguments) = (own("runbook"), own("arguments"));
    let (argument, payload) = match &handler.payload {
        Some(payload) => (quote!(#arguments), Some(quote!(#borrow #arguments.take::<#payload>()?))),
        None => (quote!(_), None),
    };
    let method = place.put(quote!(#method));
    let call = place.take(quote_spanned!(place.start()=> Self::#method(#runbook, #payload)));
    (quote!(|#runbook, #argument|), call)
}

fn own(name: &str) -> Ident {
    Ident::new(name, Span::mixed_site())
}
