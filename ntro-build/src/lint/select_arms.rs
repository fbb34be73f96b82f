//! The arms of a `select!`, whose grammar is its own.

use syn::parse::{Parse, ParseStream};
use syn::{Expr, Pat, Token};

/// The arms of a `select!`.
pub(super) struct SelectArms(pub(super) Vec<SelectArm>);

/// `pattern = future, if condition => handler`, or `else => handler`.
pub(super) struct SelectArm {
    pub(super) future: Option<Expr>,
    pub(super) handler: Expr,
}

impl Parse for SelectArms {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        if input.peek(syn::Ident) && input.peek2(Token![;]) {
            input.parse::<syn::Ident>()?;
            input.parse::<Token![;]>()?;
        }
        let mut arms = Vec::new();
        while !input.is_empty() {
            arms.push(input.parse()?);
        }
        Ok(Self(arms))
    }
}

impl Parse for SelectArm {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let future = future(input)?;
        input.parse::<Token![=>]>()?;
        let handler = input.parse()?;
        input.parse::<Option<Token![,]>>()?;
        Ok(Self { future, handler })
    }
}

/// What stands before the `=>`: nothing to await after `else`, `complete` and `default`.
fn future(input: ParseStream<'_>) -> syn::Result<Option<Expr>> {
    if input.parse::<Option<Token![else]>>()?.is_some() {
        return Ok(None);
    }
    if input.peek(syn::Ident) && input.peek2(Token![=>]) {
        input.parse::<syn::Ident>()?;
        return Ok(None);
    }
    Pat::parse_multi(input)?;
    input.parse::<Token![=]>()?;
    let future = input.parse()?;
    if input.parse::<Option<Token![,]>>()?.is_some() {
        input.parse::<Token![if]>()?;
        input.parse::<Expr>()?;
    }
    Ok(Some(future))
}
