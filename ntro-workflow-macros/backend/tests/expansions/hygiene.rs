//! What is emitted names nothing by luck.

use crate::common::{expand, golden};
use proc_macro2::{Spacing, TokenStream, TokenTree};

fn identifiers(tokens: TokenStream) -> Vec<String> {
    tokens
        .into_iter()
        .flat_map(|token| match token {
            TokenTree::Group(group) => identifiers(group.stream()),
            TokenTree::Ident(ident) => vec![ident.to_string()],
            TokenTree::Punct(_) | TokenTree::Literal(_) => Vec::new(),
        })
        .collect()
}

#[test]
fn an_explicit_crate_path_removes_every_default_one() {
    for name in
        ["crate-path.rs", "crate-path-activities.rs", "crate-path-editable.rs", "broken-crate-path.rs"]
    {
        let expanded = identifiers(expand(&golden(name)).into_tokens());
        assert!(!expanded.contains(&"ntro_workflow".to_owned()), "{name}");
        assert!(expanded.contains(&"framework".to_owned()), "{name}");
    }
}

/// The first names of paths that do not start at a crate's root.
fn relative_heads(tokens: &TokenStream) -> Vec<String> {
    let tokens: Vec<TokenTree> = tokens.clone().into_iter().collect();
    let mut heads = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        match token {
            TokenTree::Group(group) => heads.extend(relative_heads(&group.stream())),
            TokenTree::Ident(ident) if is_path_separator(&tokens[at + 1..]) => {
                let continues = at >= 2 && is_path_separator(&tokens[at - 2..]);
                let is_method =
                    at >= 1 && matches!(&tokens[at - 1], TokenTree::Punct(dot) if dot.as_char() == '.');
                if !continues && !is_method {
                    heads.push(ident.to_string());
                }
            }
            _ => {}
        }
    }
    heads
}

fn is_path_separator(tokens: &[TokenTree]) -> bool {
    matches!(tokens, [TokenTree::Punct(first), TokenTree::Punct(second), ..]
        if first.as_char() == ':' && first.spacing() == Spacing::Joint && second.as_char() == ':')
}

#[test]
fn every_emitted_path_starts_at_a_crate() {
    // The input has no relative path of its own.
    for name in ["absolute.rs", "absolute-activities.rs", "editable.rs"] {
        let expansion = expand(&golden(name));
        assert!(expansion.errors.is_empty(), "{name}");
        let mut heads = relative_heads(&expansion.into_tokens());
        heads.retain(|head| !["Self", "as", "impl", "let", "use"].contains(&head.as_str()));
        assert_eq!(heads, [""; 0], "{name}");
    }
}
