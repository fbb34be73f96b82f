//! `#[ntro_workflow]`, stage by stage.

mod check;
mod expand;
mod fallback;
mod model;

use proc_macro2::TokenStream;

use crate::Expansion;
use crate::annotated::AnnotatedImpl;
use crate::args::{self, WorkflowArgs};
use crate::errors::Errors;
use crate::syntax::ImplBlock;
use crate::unparsed;

const ARGUMENTS: args::Signature = args::Signature {
    label: "#[ntro_workflow]",
    takes: &["slug", "name", "crate"],
    example: "#[ntro_workflow(slug = \"document-ingest\")]",
};

/// Expands `#[ntro_workflow(…)]` on an impl.
#[must_use]
pub fn ntro_workflow(arguments: TokenStream, item: TokenStream) -> Expansion {
    let mut errors = Errors::default();
    let args: Option<WorkflowArgs> = args::read(arguments, &ARGUMENTS, &mut errors);
    let krate = args::crate_path(args.as_ref().and_then(|args| args.krate.as_ref()), &mut errors);
    let block: ImplBlock = match syn::parse2(item.clone()) {
        Ok(block) => block,
        Err(error) => {
            errors.push(unparsed::problem(ARGUMENTS.label, &item, &error));
            return Expansion { tokens: unparsed::stripped(item), errors };
        }
    };
    let source = AnnotatedImpl::of(block, &krate, &mut errors);
    let draft = check::check(krate, args.as_ref(), source, &mut errors);
    let tokens = match (errors.is_empty(), draft.complete()) {
        (true, Ok(runbook)) => expand::expand(&runbook),
        (_, Ok(runbook)) => fallback::of_runbook(runbook),
        (_, Err(draft)) => fallback::expand(&draft),
    };
    Expansion { tokens, errors }
}
