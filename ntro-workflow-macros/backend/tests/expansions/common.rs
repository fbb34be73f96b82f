//! What the test files share.

use std::fs;
use std::path::Path;
use std::str::FromStr;

use ntro_workflow_macros_backend::{Expansion, editable, ntro_activities, ntro_workflow};
use proc_macro2::{TokenStream, TokenTree};

/// Expands source with one annotated item.
pub(crate) fn expand(source: &str) -> Expansion {
    let (name, arguments, item) = parts(source);
    match name.as_str() {
        "ntro_workflow" => ntro_workflow(arguments, item),
        "ntro_activities" => ntro_activities(arguments, item),
        _ => editable(item),
    }
}

/// The arguments and the item of source with one annotated item.
pub(crate) fn annotated(source: &str) -> (TokenStream, TokenStream) {
    let (_, arguments, item) = parts(source);
    (arguments, item)
}

/// What stands before the attribute, and after it, is the item. Works on tokens, since the item need
/// not be Rust.
fn parts(source: &str) -> (String, TokenStream, TokenStream) {
    let tokens: Vec<TokenTree> = tokens(source).into_iter().collect();
    let at = tokens.iter().position(|token| outer_attribute(token).is_some()).expect("an annotated item");
    let (name, arguments) = outer_attribute(&tokens[at]).expect("found above");
    // The attribute is a `#` and the group after it.
    let item = tokens[..at - 1].iter().chain(&tokens[at + 1..]).cloned().collect();
    (name, arguments, item)
}

/// The name and the arguments of `[ntro_workflow(…)]`, `[ntro_activities(…)]` or `[derive(Editable)]`.
fn outer_attribute(token: &TokenTree) -> Option<(String, TokenStream)> {
    let TokenTree::Group(group) = token else { return None };
    let mut inside = group.stream().into_iter();
    let TokenTree::Ident(name) = inside.next()? else { return None };
    let name = name.to_string();
    let arguments = match inside.next() {
        Some(TokenTree::Group(arguments)) => arguments.stream(),
        _ => TokenStream::new(),
    };
    matches!(name.as_str(), "ntro_workflow" | "ntro_activities" | "derive").then_some((name, arguments))
}

/// The source of a golden case.
pub(crate) fn golden(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name);
    fs::read_to_string(path).expect("the input is readable")
}

/// Source as tokens.
pub(crate) fn tokens(source: &str) -> TokenStream {
    TokenStream::from_str(source).expect("the input is made of tokens")
}

/// Code as a person would read it; as tokens if it is not Rust.
pub(crate) fn formatted(code: &TokenStream) -> String {
    match syn::parse2(code.clone()) {
        Ok(file) => prettyplease::unparse(&file),
        Err(_) => format!("{code}\n"),
    }
}
