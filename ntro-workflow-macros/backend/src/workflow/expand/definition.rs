//! `impl NtroWorkflow for T`: tables and function pointers.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;

use crate::docs;
use crate::workflow::expand::tables;
use crate::workflow::model::{Init, Run, Runbook};

pub(super) fn implementation(runbook: &Runbook) -> TokenStream {
    let Runbook { krate, source, identity, run, parts } = runbook;
    let (self_type, cfgs) = (&source.block.self_type, source.cfgs());
    let (slug, workflow_type) = (&identity.slug, &identity.workflow_type);
    let docs = docs::text(&source.block.attributes);
    let tables = tables::of(krate, parts);
    let (input, output) = (run.input_type(), run.output_type(krate));
    let init = init(parts.init.as_ref(), self_type);
    let body = run_body(run, krate);
    let (ctx, started_with) = (own("ctx"), own("input"));
    quote! {
        #(#cfgs)*
        #[automatically_derived]
        impl #krate::NtroWorkflow for #self_type {
            const SLUG: &'static str = #slug;
            const WORKFLOW_TYPE: &'static str = #workflow_type;
            const DOCS: &'static str = #docs;
            #tables
            type Input = #input;
            type Output = #output;
            #init
            fn run(#ctx: #krate::Ctx<Self>, #started_with: Self::Input) -> #krate::__private::RunFuture<Self::Output> {
                #body
            }
        }
    }
}

fn own(name: &str) -> Ident {
    Ident::new(name, Span::mixed_site())
}

fn init(init: Option<&Init>, self_type: &syn::Type) -> TokenStream {
    let input = own("input");
    match init {
        Some(Init { ident, takes_input: true }) => {
            quote!(fn init(#input: &Self::Input) -> Self { Self::#ident(#input) })
        }
        Some(Init { ident, takes_input: false }) => quote!(fn init(_: &Self::Input) -> Self { Self::#ident() }),
        None => {
            // A missing `Default` is the author's struct's.
            let default = quote_spanned!(self_type.span()=> <Self as ::core::default::Default>::default());
            quote!(fn init(_: &Self::Input) -> Self { #default })
        }
    }
}

fn run_body(run: &Run, krate: &crate::crate_path::CratePath) -> TokenStream {
    let Run { ident, context, input, returned } = run;
    let (ctx, started_with) = (own("ctx"), own("input"));
    let context = if context.by_reference { quote!(&#ctx) } else { quote!(#ctx) };
    let call = match input {
        Some(_) => quote!(Self::#ident(#context, #started_with)),
        None => quote!(Self::#ident(#context)),
    };
    let unused = input.is_none().then(|| quote!(let () = #started_with;));
    let finish = quote_spanned!(returned.span()=> finish);
    quote! {
        #unused
        ::std::boxed::Box::pin(async move { #krate::__private::#finish(#call.await) })
    }
}
