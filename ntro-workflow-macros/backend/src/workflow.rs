//! `#[ntro_workflow]`, stage by stage.

mod check;
mod expand;
mod fallback;
pub(crate) mod model;

use proc_macro2::TokenStream;

use crate::Expansion;
use crate::annotated::AnnotatedImpl;
use crate::args::{self, WorkflowArgs};
use crate::errors::Errors;
use crate::syntax::ImplBlock;
use crate::unparsed;
use crate::workflow::model::Draft;

const ARGUMENTS: args::Signature = args::Signature {
    label: "#[ntro_workflow]",
    takes: &["slug", "name", "history", "crate"],
    example: "#[ntro_workflow(slug = \"document-ingest\")]",
};

/// Expands `#[ntro_workflow(…)]` on an impl.
#[must_use]
pub fn ntro_workflow(arguments: TokenStream, item: TokenStream) -> Expansion {
    let mut errors = Errors::default();
    let tokens = match read(arguments, &item, &mut errors).map(Draft::complete) {
        None => unparsed::stripped(item),
        Some(Ok(runbook)) if errors.is_empty() => expand::expand(&runbook),
        Some(Ok(runbook)) => fallback::of_runbook(runbook),
        Some(Err(draft)) => fallback::expand(&draft),
    };
    Expansion { tokens, errors }
}

/// The stages that read: what could be made out of an impl; `None` if it is none.
pub(crate) fn read(arguments: TokenStream, item: &TokenStream, errors: &mut Errors) -> Option<Draft> {
    let args: Option<WorkflowArgs> = args::read(arguments, &ARGUMENTS, errors);
    let krate = args::crate_path(args.as_ref().and_then(|args| args.krate.as_ref()), errors);
    let block: ImplBlock = errors
        .keep(syn::parse2(item.clone()).map_err(|error| unparsed::problem(ARGUMENTS.label, item, &error)))?;
    let source = AnnotatedImpl::of(block, &krate, errors);
    Some(check::check(krate, args.as_ref(), source, errors))
}
