//! The slug and the workflow type.

use quote::ToTokens;
use syn::Type;

use crate::args::{Text, WorkflowArgs};
use crate::errors::{Errors, Problem};
use crate::naming::{is_kebab_case, kebab_case, workflow_type};
use crate::texts;
use crate::types::last_segment;
use crate::workflow::model::Identity;

pub(super) fn read(args: &WorkflowArgs, self_type: &Type, errors: &mut Errors) -> Option<Identity> {
    let slug = match &args.slug {
        None => {
            errors.push(missing_slug(self_type));
            None
        }
        Some(slug) => errors.keep(read_slug(slug)),
    };
    let name = match &args.name {
        None => slug.as_deref().map(workflow_type),
        Some(name) => errors.keep(texts::wire_name("name", name)),
    };
    Some(Identity { slug: slug?, workflow_type: name? })
}

fn missing_slug(self_type: &Type) -> Problem {
    let name = last_segment(self_type).map(|segment| segment.ident.to_string());
    let slug = name.and_then(|name| kebab_case(&name)).unwrap_or_else(|| "document-ingest".into());
    // The attribute itself has no tokens here; the call site is its span.
    Problem::at_span(proc_macro2::Span::call_site(), "a runbook needs a `slug`")
        .note("people, platforms and parent runbooks find it by that name")
        .help(format!("write `#[ntro_workflow(slug = \"{slug}\")]`"))
}

fn read_slug(slug: &Text) -> Result<String, Problem> {
    let literal = texts::literal("slug", slug)?;
    let slug = literal.value();
    if is_kebab_case(&slug) {
        return Ok(slug);
    }
    Err(Problem::at(&literal.to_token_stream(), format!("`{slug}` is not kebab-case"))
        .note("a slug stands in URLs, in workflow ids and, word by word, in the workflow type")
        .help(match kebab_case(&slug) {
            Some(kebab) => format!("write `slug = \"{kebab}\"`"),
            None => "use lower-case words of letters and digits, joined by `-`, a letter first".to_owned(),
        }))
}
