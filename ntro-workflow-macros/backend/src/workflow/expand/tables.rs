//! The const tables: one entry per step and handler, under the `#[cfg]`s of its method.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::Type;

use crate::crate_path::CratePath;
use crate::payload_type::PayloadTypes;
use crate::place::Place;
use crate::types::result_value;
use crate::workflow::expand::step;
use crate::workflow::model::{Handler, Parts, Update, Validator};

pub(super) fn of(types: PayloadTypes<'_>, parts: &Parts) -> TokenStream {
    let krate = types.krate;
    let steps = parts.steps.iter().map(|entry| step::definition(types, entry));
    let signals = parts.signals.iter().map(|entry| signal(types, entry));
    let queries: Vec<TokenStream> = parts.queries.iter().map(|entry| query(types, entry)).collect();
    let updates: Vec<TokenStream> = parts.updates.iter().map(|entry| update(types, entry)).collect();
    let (queries, updates) = (answering(krate, &queries), answering(krate, &updates));
    quote! {
        const STEPS: &'static [#krate::StepDefinition] = &[#(#steps),*];
        const SIGNALS: &'static [#krate::SignalHandler<Self>] = &[#(#signals),*];
        const QUERIES: &'static [#krate::QueryHandler<Self>] = #queries;
        const UPDATES: &'static [#krate::UpdateHandler<Self>] = #updates;
    }
}

/// The entries that answer, with the trait in scope through which any return type is an answer.
fn answering(krate: &CratePath, entries: &[TokenStream]) -> TokenStream {
    if entries.is_empty() {
        return quote!(&[]);
    }
    quote!({
        use #krate::__private::PlainReply as _;
        &[#(#entries),*]
    })
}

fn signal(types: PayloadTypes<'_>, handler: &Handler) -> TokenStream {
    let Handler { cfgs, name, docs, payload, .. } = handler;
    let (krate, payload) = (types.krate, types.sent(payload.as_ref()));
    let call = accepted(krate, handler, &Callee::handler(handler));
    quote! {
        #(#cfgs)*
        #krate::SignalHandler { name: #name, docs: #docs, call: #call, payload: #payload }
    }
}

fn query(types: PayloadTypes<'_>, handler: &Handler) -> TokenStream {
    let Handler { cfgs, name, docs, payload, returned, .. } = handler;
    let (payload, answer) = (types.sent(payload.as_ref()), types.answered(returned.as_ref()));
    let krate = types.krate;
    let call = replied(krate, handler);
    quote! {
        #(#cfgs)*
        #krate::QueryHandler { name: #name, docs: #docs, call: #call, payload: #payload, answer: #answer }
    }
}

fn update(types: PayloadTypes<'_>, update: &Update) -> TokenStream {
    let Handler { cfgs, name, docs, payload, returned, .. } = &update.handler;
    let (shown, answer) = (types.sent(payload.as_ref()), types.answered(returned.as_ref()));
    let krate = types.krate;
    let arguments = own("arguments", Span::call_site());
    let validate = match (&update.validator, payload) {
        (Some(validator), _) => accepted(krate, &update.handler, &Callee::validator(validator)),
        (None, Some(payload)) => quote!(|_, #arguments| #arguments.expect::<#payload>()),
        (None, None) => quote!(|_, _| ::core::result::Result::Ok(())),
    };
    let call = replied(krate, &update.handler);
    quote! {
        #(#cfgs)*
        #krate::UpdateHandler { name: #name, docs: #docs, validate: #validate, call: #call, payload: #shown, answer: #answer }
    }
}

/// The author's method that an entry calls.
struct Callee<'a> {
    method: &'a Ident,
    /// The type of its parameter, without `&`.
    parameter: Option<&'a Type>,
    borrow: Option<TokenStream>,
}

impl<'a> Callee<'a> {
    fn handler(handler: &'a Handler) -> Self {
        Self { method: &handler.ident, parameter: handler.payload.as_ref(), borrow: None }
    }

    fn validator(validator: &'a Validator) -> Self {
        Self { method: &validator.ident, parameter: validator.payload.as_ref(), borrow: Some(quote!(&)) }
    }

    /// The head of a closure, and the call inside it. What is wrong with the argument is the fault
    /// of the parameter's type; everything else belongs to `place`.
    fn called(&self, handler: &Handler, place: Place) -> (TokenStream, TokenStream) {
        let runbook = own("runbook", Span::call_site());
        let method = place.put(self.method.to_token_stream());
        let (Some(parameter), Some(payload)) = (self.parameter, &handler.payload) else {
            let call = quote_spanned!(place.start()=> Self::#method(#runbook));
            return (quote!(|#runbook, _|), place.take(call));
        };
        let here = Place::of(parameter);
        let (arguments, borrow) = (own("arguments", here.start()), &self.borrow);
        let argument = quote_spanned!(here.start()=> #borrow #arguments.take::<#payload>()?);
        let call = quote_spanned!(place.start()=> Self::#method(#runbook, #argument));
        (quote!(|#runbook, #arguments|), place.take(call))
    }
}

/// A closure that calls a method which accepts or refuses.
fn accepted(krate: &CratePath, handler: &Handler, callee: &Callee<'_>) -> TokenStream {
    // A return type that is no acceptance is the fault of the method, not of the macro.
    let place = match &handler.returned {
        Some(returned) if callee.borrow.is_none() => Place::of(returned),
        _ => Place::of(callee.method),
    };
    let (head, call) = callee.called(handler, place);
    let krate = krate.at(place);
    let accepted = place.take(quote_spanned!(place.start()=> #krate::__private::Accepted::accepted(#call)));
    quote!(#head #accepted)
}

/// A closure that calls a method which answers.
fn replied(krate: &CratePath, handler: &Handler) -> TokenStream {
    // An answer that cannot cross the wire is the fault of the return type, not of the macro.
    let returned = handler.returned.as_ref();
    let place = returned.map_or_else(|| Place::of(&handler.ident), Place::of_value);
    let (head, call) = Callee::handler(handler).called(handler, place);
    let here = krate.at(place);
    let error = returned.map_or(place, Place::of_error);
    let answer = quote_spanned!(error.start()=> answer);
    let answer = place.take(quote_spanned!(place.start()=> #here::__private::Reply(#call).#answer()?));
    let written = returned.map_or_else(|| quote!(()), |ty| result_value(ty).unwrap_or(ty).to_token_stream());
    let encoded = place.take(quote_spanned!(place.start()=> #here::__private::encode::<#written>(#answer)));
    quote!(#head #encoded)
}

/// A name that the author's code cannot see.
fn own(name: &str, place: Span) -> Ident {
    Ident::new(name, Span::mixed_site().located_at(place))
}
