//! The code when something was wrong: the author's impl, and a definition with nothing behind it.
//!
//! Whoever calls the author's methods, registers the runbook or uses its handles then sees the
//! mistake that was made and no second error that follows from it.

use proc_macro2::TokenStream;
use quote::quote;
use syn::Token;

use crate::annotated::{AnnotatedImpl, AnnotatedMethod};
use crate::handle;
use crate::helper::Helper;
use crate::workflow::model::{Draft, Identity, Runbook};

pub(super) fn of_runbook(runbook: Runbook) -> TokenStream {
    let Runbook { krate, source, identity, run, parts } = runbook;
    expand(&Draft { krate, source, identity: Some(identity), run: Ok(run), parts })
}

pub(super) fn expand(draft: &Draft) -> TokenStream {
    let source = draft.source.concrete();
    let author = source.emit(|_, method| asynchronous(method));
    let definition = definition(draft, &source);
    let handles = handle::constants(&draft.krate, &source, &draft.parts.handles);
    quote!(#author #definition #handles)
}

/// The method as written; a run or step that lacks `async` gets it, since every `.await` in it
/// would be an error too.
fn asynchronous(method: &AnnotatedMethod) -> TokenStream {
    let awaits =
        matches!(method.helper.as_ref().map(|found| found.helper), Some(Helper::Run | Helper::UiStep));
    let mut method = method.clone();
    if awaits && method.method.signature.asyncness.is_none() {
        method.method.signature.asyncness = Some(Token![async](method.method.signature.fn_token.span));
    }
    method.verbatim()
}

fn definition(draft: &Draft, source: &AnnotatedImpl) -> TokenStream {
    let Draft { krate, identity, run, .. } = draft;
    let (self_type, cfgs) = (&source.block.self_type, source.cfgs());
    let (slug, workflow_type) = match identity {
        Some(Identity { slug, workflow_type }) => (slug.as_str(), workflow_type.as_str()),
        None => ("", ""),
    };
    let (input, output) = match run {
        Ok(run) => (run.input_type(), run.output_type(krate)),
        Err(types) => (types.input_type(), types.output_type(krate)),
    };
    let (generics, _, where_clause) = source.block.generics.split_for_impl();
    quote! {
        #(#cfgs)*
        impl #generics #krate::NtroWorkflow for #self_type #where_clause {
            const SLUG: &'static str = #slug;
            const WORKFLOW_TYPE: &'static str = #workflow_type;
            const DOCS: &'static str = "";
            const STEPS: &'static [#krate::StepDefinition] = &[];
            const SIGNALS: &'static [#krate::SignalHandler<Self>] = &[];
            const QUERIES: &'static [#krate::QueryHandler<Self>] = &[];
            const UPDATES: &'static [#krate::UpdateHandler<Self>] = &[];
            const INPUT: ::core::option::Option<#krate::PayloadType> = ::core::option::Option::None;
            const OUTPUT: ::core::option::Option<#krate::PayloadType> = ::core::option::Option::None;
            type Input = #input;
            type Output = #output;
            fn init(_: &Self::Input) -> Self {
                ::core::unreachable!()
            }
            fn run(_: #krate::Ctx<Self>, _: Self::Input) -> #krate::__private::RunFuture<Self::Output> {
                ::core::unreachable!()
            }
        }
    }
}
