//! Expansions as they are emitted, formatted, beside their inputs.
//!
//! `golden/<case>.rs` is what the author writes and `golden/<case>.expanded.rs` what becomes of it,
//! errors included. `BLESS=1 cargo test -p ntro-workflow-macros-backend` writes the latter.

use std::fs;
use std::path::{Path, PathBuf};

use ntro_workflow_macros_backend::{Expansion, ntro_activities, ntro_workflow};
use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{Attribute, Item, Meta};

fn directory() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden")
}

/// Expands every annotated impl of a file.
fn expand(source: &str) -> String {
    let file = syn::parse_file(source).expect("the input is Rust");
    let items = file.items.into_iter().map(|item| match item {
        Item::Impl(mut item) => {
            let attribute = item.attrs.iter().position(|attribute| attribute.path().segments.len() == 1 && is_outer(attribute));
            match attribute.map(|at| item.attrs.remove(at)) {
                Some(attribute) => expand_one(&attribute, item.to_token_stream()),
                None => item.to_token_stream(),
            }
        }
        other => other.to_token_stream(),
    });
    format(&items.collect())
}

fn is_outer(attribute: &Attribute) -> bool {
    attribute.path().is_ident("ntro_workflow") || attribute.path().is_ident("ntro_activities")
}

fn expand_one(attribute: &Attribute, item: TokenStream) -> TokenStream {
    let arguments = match &attribute.meta {
        Meta::List(list) => list.tokens.clone(),
        _ => TokenStream::new(),
    };
    let expansion: Expansion = if attribute.path().is_ident("ntro_workflow") {
        ntro_workflow(arguments, item)
    } else {
        ntro_activities(arguments, item)
    };
    expansion.into_tokens()
}

fn format(tokens: &TokenStream) -> String {
    let file = syn::parse2(tokens.clone()).unwrap_or_else(|error| panic!("not Rust: {error}\n{tokens}"));
    prettyplease::unparse(&file)
}

#[test]
fn expansions_are_as_recorded() {
    let bless = std::env::var_os("BLESS").is_some();
    let mut wrong = Vec::new();
    for entry in fs::read_dir(directory()).expect("the folder is there") {
        let input = entry.expect("an entry").path();
        let name = input.to_string_lossy().into_owned();
        if name.ends_with(".expanded.rs") {
            continue;
        }
        let expanded = expand(&fs::read_to_string(&input).expect("the input is readable"));
        let golden = input.with_extension("expanded.rs");
        if bless {
            fs::write(&golden, &expanded).expect("the folder is writable");
        } else if fs::read_to_string(&golden).unwrap_or_default() != expanded {
            wrong.push(name);
        }
    }
    assert!(wrong.is_empty(), "not as recorded, run with BLESS=1 and read the difference: {wrong:#?}");
}
