//! Items that could not be parsed.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use syn::Attribute;
use syn::parse::Parser;

use crate::crate_path::CratePath;
use crate::errors::Problem;
use crate::helper::{Helper, Recognised};

/// Why an item is not an impl that the macro can read.
pub(crate) fn problem(label: &str, item: &TokenStream, error: &syn::Error) -> Problem {
    let mut words = item.clone().into_iter().filter_map(|token| match token {
        TokenTree::Ident(ident) => Some(ident),
        _ => None,
    });
    if item.clone().into_iter().any(|token| matches!(&token, TokenTree::Ident(ident) if ident == "impl")) {
        return Problem::at_span(error.span(), format!("`{label}` cannot read this impl: {error}"));
    }
    let item_kinds = ["struct", "enum", "union", "trait", "mod", "fn"];
    let kind = words.find(|word| item_kinds.iter().any(|kind| word == kind));
    let name = words.next();
    let example = match (&kind, &name) {
        (Some(kind), Some(name)) if kind == "struct" || kind == "enum" => {
            format!("write it above `impl {name} {{ … }}`")
        }
        _ => "write it above `impl MyType { … }`".to_owned(),
    };
    let problem = match name {
        Some(name) => Problem::at(&name, format!("`{label}` belongs on an inherent impl")),
        None => Problem::at_span(error.span(), format!("`{label}` belongs on an inherent impl")),
    };
    problem.note("what it reads are the methods").help(example)
}

/// The item as it stands, without the helper attributes directly inside its braces: they would
/// each report that they are not inside an annotated impl.
pub(crate) fn stripped(item: TokenStream) -> TokenStream {
    item.into_iter()
        .map(|token| match token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                let mut stripped = Group::new(Delimiter::Brace, without_helpers(group.stream()));
                stripped.set_span(group.span());
                TokenTree::Group(stripped)
            }
            other => other,
        })
        .collect()
}

fn without_helpers(inside: TokenStream) -> TokenStream {
    let mut kept: Vec<TokenTree> = Vec::new();
    for token in inside {
        let follows_hash = matches!(kept.last(), Some(TokenTree::Punct(punct)) if punct.as_char() == '#');
        if follows_hash && is_helper(&token) {
            kept.pop();
        } else {
            kept.push(token);
        }
    }
    kept.into_iter().collect()
}

fn is_helper(token: &TokenTree) -> bool {
    let attribute = TokenStream::from_iter([
        proc_macro2::Punct::new('#', proc_macro2::Spacing::Alone).into(),
        token.clone(),
    ]);
    let parsed = Attribute::parse_outer.parse2(attribute).unwrap_or_default();
    parsed.iter().any(|attribute| !matches!(Helper::of(attribute, &CratePath::Default), Recognised::Foreign))
}
