//! `impl NtroWorkflow for T`: tables and function pointers.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;

use crate::crate_path::CratePath;
use crate::payload_type::{PayloadTypes, answered, sent};
use crate::place::Place;
use crate::workflow::expand::{history, tables};
use crate::workflow::model::{Init, Run, Runbook};

pub(super) fn implementation(runbook: &Runbook) -> TokenStream {
    let Runbook { krate, source, identity, run, parts } = runbook;
    let (self_type, cfgs) = (&source.block.self_type, source.cfgs());
    let (slug, workflow_type) = (&identity.slug, &identity.workflow_type);
    let docs = source.docs();
    let types = PayloadTypes { krate, self_type };
    let (tables, payloads) = (tables::of(types, parts), payloads(run, types));
    let task = parts.history.as_ref().map(|history| history::task(history, krate));
    let init = init(parts.init.as_ref(), self_type);
    let run = start(run, krate);
    quote! {
        #(#cfgs)*
        #[automatically_derived]
        #[allow(deprecated, reason = "what is deprecated is still served")]
        impl #krate::NtroWorkflow for #self_type {
            const SLUG: &'static str = #slug;
            const WORKFLOW_TYPE: &'static str = #workflow_type;
            const DOCS: &'static str = #docs;
            #tables
            #payloads
            #task
            #init
            #run
        }
    }
}

fn own(name: &str) -> Ident {
    Ident::new(name, Span::mixed_site())
}

fn init(init: Option<&Init>, self_type: &syn::Type) -> TokenStream {
    match init {
        Some(Init { ident, input: Some(ty) }) => {
            let input = Ident::new("input", Span::mixed_site().located_at(ty.span()));
            quote!(fn init(#input: &Self::Input) -> Self { Self::#ident(#input) })
        }
        Some(Init { ident, input: None }) => quote!(fn init(_: &Self::Input) -> Self { Self::#ident() }),
        None => {
            // A missing `Default` is the author's struct's.
            let place = Place::of(self_type);
            let default = quote_spanned!(place.start()=> <Self as ::core::default::Default>::default());
            let default = place.take(default);
            quote!(fn init(_: &Self::Input) -> Self { #default })
        }
    }
}

/// What is known of the types that a run takes and returns.
fn payloads(run: &Run, types: PayloadTypes<'_>) -> TokenStream {
    let input = types.own(sent(run.input.as_ref()), "known_input");
    let output = types.own(answered(Some(&run.returned)), "known_output");
    let krate = types.krate;
    quote! {
        const INPUT: ::core::option::Option<#krate::PayloadType> = #input;
        const OUTPUT: ::core::option::Option<#krate::PayloadType> = #output;
    }
}

/// What a run takes, what it returns and how it starts.
fn start(run: &Run, krate: &CratePath) -> TokenStream {
    let (input, output) = (run.input_type(), run.output_type(krate));
    let (ctx, started_with) = (own("ctx"), own("input"));
    let body = body(run, krate);
    // A return type that is no `Result` is reported wherever the output is named.
    let place = Place::of_value(&run.returned);
    let krate = krate.at(place);
    let rest = quote_spanned! {place.start()=>
        type Output = #output;
        fn run(#ctx: #krate::Ctx<Self>, #started_with: Self::Input) -> #krate::__private::RunFuture<Self::Output> {
            #body
        }
    };
    // An input that is less visible than the runbook is reported where it is named.
    let started_with = run.input.as_ref().map_or(place, Place::of);
    let input = started_with.take(quote_spanned!(started_with.start()=> type Input = #input;));
    quote!(#input #rest)
}

fn body(run: &Run, krate: &CratePath) -> TokenStream {
    let Run { ident, context, input, returned } = run;
    let (ctx, started_with) = (own("ctx"), own("input"));
    let context = if context.by_reference { quote!(&#ctx) } else { quote!(#ctx) };
    let input = input.as_ref().map(|_| &started_with);
    let unused = input.is_none().then(|| quote!(let () = #started_with;));
    // An error type that a run cannot have is the fault of the return type, not of the macro.
    let place = Place::of_error(returned);
    let (krate, ident) = (krate.at(place), place.put(quote!(#ident)));
    let call = quote_spanned!(place.start()=> Self::#ident(#context, #input).await);
    let result =
        quote_spanned!(place.start()=> <#returned as #krate::__private::AnyResult>::into_result(#call));
    let result = place.take(result);
    let finished = place.take(quote_spanned!(place.start()=> #krate::__private::finish(#result)));
    quote_spanned! {place.start()=>
        #unused
        ::std::boxed::Box::pin(async move { #finished })
    }
}
