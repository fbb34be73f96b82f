//! `#[event("document.parsed")]`, as written.

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::parse::{ParseStream, Parser};
use syn::{Attribute, Ident, LitStr, Meta, Path, Token};

use crate::crate_path::CratePath;
use crate::errors::{Errors, Problem};
use crate::naming::words;
use crate::observable::EXAMPLE;

/// As long as an event type may be: it is a header, a topic and a column elsewhere.
const LONGEST: usize = 100;

/// What the attribute says; nothing of what is wrong.
#[derive(Default)]
pub(super) struct EventAttribute {
    pub(super) event_type: String,
    pub(super) krate: CratePath,
}

/// Reads the attribute, with every mistake in it.
pub(super) fn read(attribute: &Attribute, errors: &mut Errors) -> EventAttribute {
    let write = || format!("write `{EXAMPLE}`");
    let list = match &attribute.meta {
        Meta::List(list) => list,
        Meta::Path(path) => {
            errors.push(Problem::at(path, "`#[event]` has no event type").help(write()));
            return EventAttribute::default();
        }
        Meta::NameValue(pair) => {
            errors.push(Problem::at(pair, "`#[event]` is not written with `=`").help(write()));
            return EventAttribute::default();
        }
    };
    let parsed = arguments.parse2(list.tokens.clone()).map_err(|error| {
        Problem::at_span(error.span(), format!("`#[event]` cannot be read: {error}"))
            .note("it takes the event type and, for a crate that re-exports the framework, `crate = path`")
            .help(write())
    });
    let Some((literal, krate)) = errors.keep(parsed) else { return EventAttribute::default() };
    let event_type = errors.keep(event_type(&literal)).unwrap_or_default();
    EventAttribute { event_type, krate: krate.map_or(CratePath::Default, CratePath::Explicit) }
}

fn arguments(input: ParseStream<'_>) -> syn::Result<(LitStr, Option<Path>)> {
    let literal = if input.peek(LitStr) {
        input.parse()?
    } else {
        let found: TokenStream = input.parse()?;
        return Err(syn::Error::new_spanned(found, "the event type is a string literal"));
    };
    let krate = match input.parse::<Option<Token![,]>>()? {
        Some(_) if input.peek(Token![crate]) => {
            input.parse::<Token![crate]>()?;
            input.parse::<Token![=]>()?;
            Some(input.call(Path::parse_mod_style)?)
        }
        _ => None,
    };
    input.parse::<Option<Token![,]>>()?;
    match input.parse::<Option<Ident>>()? {
        None => Ok((literal, krate)),
        Some(other) => Err(syn::Error::new_spanned(&other, format!("it takes no `{other}`"))),
    }
}

fn event_type(literal: &LitStr) -> Result<String, Problem> {
    let name = literal.value();
    let problem = |rule: &str| {
        let wanted = words(&name).into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(".");
        let wanted = (is_event_type(&wanted)).then(|| format!("write `#[event(\"{wanted}\")]`"));
        Problem::at(&literal.to_token_stream(), rule)
            .note("those who listen, in any language, know the event by its type")
            .help(wanted.unwrap_or_else(|| format!("write `{EXAMPLE}`")))
    };
    match () {
        () if name.trim().is_empty() => Err(problem("the event type is empty")),
        () if name.len() > LONGEST => {
            Err(problem(&format!("the event type is longer than {LONGEST} letters")))
        }
        () if !is_event_type(&name) => {
            Err(problem("an event type is made of lower-case words with dots between them"))
        }
        () => Ok(name),
    }
}

/// `document.parsed`, `expense.gl.post_complete`.
fn is_event_type(name: &str) -> bool {
    let is_word = |word: &str| {
        word.starts_with(|c: char| c.is_ascii_lowercase())
            && word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
    };
    name.len() <= LONGEST && name.split('.').all(is_word)
}
