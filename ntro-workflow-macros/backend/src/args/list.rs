//! Lists of arguments, of which one takes a type.

use darling::ast::NestedMeta;
use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::parse::discouraged::Speculative;
use syn::parse::{ParseStream, Parser};
use syn::{Expr, Ident, Meta, MetaNameValue, Token, Type};

use crate::suggest::nearest;

/// The argument whose value is a type.
const TYPE: &str = "payload";

/// Reads a list of arguments in which those in `takes` are known.
pub(super) fn parse(tokens: TokenStream, takes: &[&str]) -> syn::Result<Vec<NestedMeta>> {
    let parser = |input: ParseStream<'_>| {
        let mut list = Vec::new();
        while !input.is_empty() {
            list.push(match with_type(input, takes).or_else(|| with_keyword(input)) {
                Some(meta) => NestedMeta::Meta(meta),
                None => input.parse()?,
            });
            if !input.is_empty() {
                input.parse::<Token![,]>()?;
            }
        }
        Ok(list)
    };
    parser.parse2(tokens)
}

/// Reads `payload = Type`, also if the name is misspelt. Few types are expressions, which is what a
/// value is otherwise.
fn with_type(input: ParseStream<'_>, takes: &[&str]) -> Option<Meta> {
    let ahead = input.fork();
    let name = Ident::parse_any(&ahead).ok()?;
    let eq_token: Token![=] = ahead.parse().ok()?;
    if !means_type(&name.to_string(), takes) {
        return None;
    }
    let ty: Type = ahead.parse().ok()?;
    input.advance_to(&ahead);
    Some(Meta::NameValue(MetaNameValue {
        path: name.into(),
        eq_token,
        value: Expr::Verbatim(ty.to_token_stream()),
    }))
}

/// Reads `type = "…"`: a name that is a keyword is a path to nobody else.
fn with_keyword(input: ParseStream<'_>) -> Option<Meta> {
    let ahead = input.fork();
    let name = Ident::parse_any(&ahead).ok().filter(|name| name == "type")?;
    let eq_token: Token![=] = ahead.parse().ok()?;
    let value: Expr = ahead.parse().ok()?;
    input.advance_to(&ahead);
    Some(Meta::NameValue(MetaNameValue { path: name.into(), eq_token, value }))
}

/// Whether an argument's name is that of the type, or is none that is known and nearest to it.
fn means_type(name: &str, takes: &[&str]) -> bool {
    let known = takes.contains(&name);
    takes.contains(&TYPE) && (name == TYPE || !known && nearest(name, takes.iter().copied(), 1) == [TYPE])
}
