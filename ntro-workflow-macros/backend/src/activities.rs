//! `#[ntro_activities]`, stage by stage.

mod check;
mod expand;
mod fallback;
mod model;

use proc_macro2::TokenStream;

use crate::Expansion;
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
    let args: ActivitiesArgs = args::read(arguments, &ARGUMENTS, &mut errors).unwrap_or_default();
    let krate = args::crate_path(args.krate.as_ref(), &mut errors);
    let block: ImplBlock = match syn::parse2(item.clone()) {
        Ok(block) => block,
        Err(error) => {
            errors.push(unparsed::problem(ARGUMENTS.label, &item, &error));
            return Expansion { tokens: unparsed::stripped(item), errors };
        }
    };
    let source = AnnotatedImpl::of(block, &krate, &mut errors);
    let activities = check::check(krate, &args, source, &mut errors);
    let tokens = if errors.is_empty() { expand::expand(&activities) } else { fallback::expand(&activities) };
    Expansion { tokens, errors }
}
