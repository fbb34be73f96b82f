//! Putting emitted code where the author's mistake would be.
//!
//! rustc reports a type error at the expression in which it surfaces. That expression is emitted
//! by the macro, but what is wrong is a type that the author wrote, so the ends of the expression
//! take the ends of that type.

use proc_macro2::{Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::Type;

use crate::types::{result_error, result_value};

/// The tokens of the author's to which a type error belongs.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    first: Span,
    last: Span,
}

impl Place {
    /// All of some tokens.
    pub(crate) fn of(tokens: &impl ToTokens) -> Self {
        let mut spans = tokens.to_token_stream().into_iter().map(|token| token.span());
        let first = spans.next().unwrap_or_else(Span::call_site);
        Self { first, last: spans.last().unwrap_or(first) }
    }

    /// One span, for a place that has no tokens of its own.
    pub(crate) fn of_span(span: Span) -> Self {
        Self { first: span, last: span }
    }

    /// The value of a `Result` type, as far as it can be seen, else the whole type.
    pub(crate) fn of_value(returned: &Type) -> Self {
        Self::of(result_value(returned).unwrap_or(returned))
    }

    /// The error of a `Result` type, as far as it can be seen, else the whole type.
    pub(crate) fn of_error(returned: &Type) -> Self {
        Self::of(result_error(returned).unwrap_or(returned))
    }

    /// Where the code for `quote_spanned!` starts.
    pub(crate) fn start(self) -> Span {
        self.first
    }

    /// Tokens of the author's that stand for themselves here: they mean what they meant.
    pub(crate) fn put(self, tokens: TokenStream) -> TokenStream {
        let moved = tokens.into_iter().map(|mut token| {
            token.set_span(self.first.resolved_at(token.span()));
            token
        });
        moved.collect()
    }

    /// The same code, its first and last token here. The author's tokens in between keep their
    /// spans, since they may have errors of their own.
    pub(crate) fn take(self, code: TokenStream) -> TokenStream {
        let mut tokens: Vec<TokenTree> = code.into_iter().collect();
        if let Some(last) = tokens.last_mut() {
            last.set_span(self.last.resolved_at(last.span()));
        }
        if let Some(first) = tokens.first_mut() {
            first.set_span(self.first.resolved_at(first.span()));
        }
        tokens.into_iter().collect()
    }
}
