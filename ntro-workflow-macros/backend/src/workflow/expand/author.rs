//! The author's impl: every method as it was written, step bodies inside their lifecycle.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};

use crate::annotated::AnnotatedMethod;
use crate::crate_path::CratePath;
use crate::place::Place;
use crate::types::has_impl_trait;
use crate::workflow::model::{Runbook, Step};

pub(super) fn implementation(runbook: &Runbook) -> TokenStream {
    runbook.source.emit(|position, method| {
        let step = runbook.parts.steps.iter().find(|step| step.position == position);
        step.map_or_else(|| method.verbatim(), |step| wrapped(step, method, &runbook.krate))
    })
}

fn wrapped(step: &Step, method: &AnnotatedMethod, krate: &CratePath) -> TokenStream {
    let method = &method.method;
    let (name, context) = (&step.name, step.context.borrowed());
    let (pinned, rebound, statements) = (pinned(step), step.context.rebound(), &method.body.statements);
    let inside = method.body.around(quote!(#pinned #rebound #statements));
    // An error type that a step cannot have is the fault of the return type, not of the macro.
    let place = Place::of_error(&step.returned);
    let krate = krate.at(place);
    let body = quote_spanned! {place.start()=>
        #krate::__private::enter::<Self>(#context, #name).run(async move #inside).await
    };
    method.with_body(&method.attributes, &step.context.rename_in(&method.signature), place.take(body))
}

/// Tells the async block its type before the author's first `return`, `?` or coercion, which an
/// `async fn` knows from its signature. Never taken, and free of lints to allow.
fn pinned(step: &Step) -> TokenStream {
    let returned = &step.returned;
    if has_impl_trait(returned) {
        return TokenStream::new();
    }
    // A body of another type is told that this is where its type was expected.
    let place = Span::call_site().located_at(Place::of(returned).start());
    let value = Ident::new("__return", Span::mixed_site().located_at(place));
    quote_spanned! {place=>
        if let ::core::option::Option::Some(#value) = ::core::option::Option::None::<#returned> {
            return #value;
        }
    }
}
