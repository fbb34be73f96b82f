//! Values that stand in the source as they are.

use quote::ToTokens;
use syn::spanned::Spanned;
use syn::{Expr, ExprLit, Lit};

/// An expression as its author wrote it, on one line.
pub(super) fn as_written(expr: &Expr) -> String {
    let text = expr.span().source_text().unwrap_or_else(|| expr.to_token_stream().to_string());
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text of a string literal.
pub(super) fn text(expr: &Expr) -> Option<String> {
    match expr {
        Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Some(text.value()),
        _ => None,
    }
}

/// The last names of `[Action::Approved, …]`, in lower case.
pub(super) fn actions(expr: &Expr) -> Option<Vec<String>> {
    let Expr::Array(all) = expr else { return None };
    let action = |expr: &Expr| match expr {
        Expr::Path(path) => path.path.segments.last().map(|name| name.ident.to_string().to_lowercase()),
        _ => None,
    };
    all.elems.iter().map(action).collect()
}
