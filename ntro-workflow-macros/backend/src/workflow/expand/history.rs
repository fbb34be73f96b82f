//! What a run is about: one function from the input to the key of the task.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};

use crate::crate_path::CratePath;
use crate::place::Place;
use crate::workflow::model::History;

pub(super) fn task(history: &History, krate: &CratePath) -> TokenStream {
    let History { entity, period, source } = history;
    let input = Ident::new("input", Span::mixed_site());
    let entity = field(&input, entity);
    let period = part(&input, period.as_deref(), krate);
    let source = part(&input, source.as_deref(), krate);
    quote! {
        const TASK: ::core::option::Option<fn(&Self::Input) -> #krate::TaskKey> =
            ::core::option::Option::Some(|#input| {
                use #krate::__private::PlainTaskPart as _;
                #krate::__private::task_key(#entity, #period, #source)
            });
    }
}

/// A field that need not be there, as text.
fn part(input: &Ident, fields: Option<&[Ident]>, krate: &CratePath) -> TokenStream {
    let Some(fields) = fields else { return quote!(::core::option::Option::None) };
    let field = field(input, fields);
    // A field that has no text is the fault of its name, not of the macro.
    let place = place(fields);
    let krate = krate.at(place);
    place.take(quote_spanned!(place.start()=> #krate::__private::TaskPart(#field).text()))
}

/// A reference to a field of the input.
fn field(input: &Ident, fields: &[Ident]) -> TokenStream {
    let place = place(fields);
    let input = Ident::new("input", input.span().located_at(place.start()));
    quote_spanned!(place.start()=> &#input #(.#fields)*)
}

fn place(fields: &[Ident]) -> Place {
    let tokens: TokenStream = fields.iter().map(ToTokens::to_token_stream).collect();
    Place::of(&tokens)
}
