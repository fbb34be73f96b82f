//! `#[ntro_activities]`, stage by stage.

mod check;
mod expand;
mod fallback;
pub(crate) mod model;

use proc_macro2::TokenStream;

use crate::Expansion;
use crate::activities::model::Activities;
use crate::annotated::AnnotatedImpl;
use crate::args::{self, ActivitiesArgs};
use crate::errors::Errors;
use crate::syntax::ImplBlock;
use crate::unparsed;

const ARGUMENTS: args::Signature = args::Signature {
    label: "#[ntro_activities]",
    takes: &["prefix", "crate"],
    example: "#[ntro_activities(prefix = \"document_ingest\")]",
};

/// Expands `#[ntro_activities(…)]` on an impl.
#[must_use]
pub fn ntro_activities(arguments: TokenStream, item: TokenStream) -> Expansion {
    let mut errors = Errors::default();
    let tokens = match read(arguments, &item, &mut errors) {
        None => unparsed::stripped(item),
        Some(activities) if errors.is_empty() => expand::expand(&activities),
        Some(activities) => fallback::expand(&activities),
    };
    Expansion { tokens, errors }
}

/// The stages that read: what could be made out of an impl; `None` if it is none.
pub(crate) fn read(arguments: TokenStream, item: &TokenStream, errors: &mut Errors) -> Option<Activities> {
    let args: ActivitiesArgs = args::read(arguments, &ARGUMENTS, errors).unwrap_or_default();
    let krate = args::crate_path(args.krate.as_ref(), errors);
    let block: ImplBlock = errors
        .keep(syn::parse2(item.clone()).map_err(|error| unparsed::problem(ARGUMENTS.label, item, &error)))?;
    let source = AnnotatedImpl::of(block, &krate, errors);
    Some(check::check(krate, &args, source, errors))
}
