//! Gates in tokens that have no grammar of their own.

use proc_macro2::{TokenStream, TokenTree};
use syn::parse::Parser;
use syn::punctuated::Punctuated;
use syn::{Expr, Token};

use crate::lint::gate::{Opening, Opens};
use crate::lint::literals::text;
use crate::lint::paths::{PathKind, paths};

/// How often some code calls a method of this name, on whatever it is.
pub(super) fn count_calls(code: TokenStream, method: &str) -> usize {
    let is_method = |name: &&proc_macro2::Ident| **name == method;
    let all = paths(code);
    all.iter()
        .filter(|path| path.kind == PathKind::Member)
        .filter_map(|path| path.last())
        .filter(is_method)
        .count()
}

/// The gates in some tokens. Which of them exclude each other is not known.
pub(super) fn in_tokens(tokens: TokenStream) -> Vec<Opening> {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut found = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        if let TokenTree::Group(group) = token {
            found.extend(in_tokens(group.stream()));
        }
        found.extend(call_at(&tokens, at));
    }
    found
}

/// The gate whose method's name stands here.
fn call_at(tokens: &[TokenTree], at: usize) -> Option<Opening> {
    let TokenTree::Ident(method) = tokens.get(at)? else { return None };
    let opens = Opens::by(&method.to_string())?;
    let arguments = arguments(tokens, at)?;
    let named = name_after(tokens, at + 2);
    Some(Opening {
        opens,
        named: named.is_some(),
        name: named.unwrap_or_else(|| opens.default_name().map(str::to_owned)),
        subject: arguments.first().cloned(),
        answers: None,
        arms: None,
        span: method.span(),
    })
}

/// What stands between the parentheses after a name; nothing if it cannot be read.
fn arguments(tokens: &[TokenTree], at: usize) -> Option<Vec<Expr>> {
    let TokenTree::Group(group) = tokens.get(at + 1)? else { return None };
    let parser = Punctuated::<Expr, Token![,]>::parse_terminated;
    Some(parser.parse2(group.stream()).map(|all| all.into_iter().collect()).unwrap_or_default())
}

/// The argument of the `.named(…)` in a chain of calls that starts here.
fn name_after(tokens: &[TokenTree], mut at: usize) -> Option<Option<String>> {
    loop {
        match (tokens.get(at)?, tokens.get(at + 1)?, tokens.get(at + 2)?) {
            (TokenTree::Punct(dot), TokenTree::Ident(method), TokenTree::Group(_))
                if dot.as_char() == '.' =>
            {
                if method == "named" {
                    return Some(arguments(tokens, at + 1)?.first().and_then(text));
                }
                at += 3;
            }
            _ => return None,
        }
    }
}
