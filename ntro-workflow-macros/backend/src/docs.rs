//! Doc comments, as text to put into a table.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{Attribute, Expr, ExprLit, Lit, Meta};

/// Whether an attribute is a line of a doc comment.
pub(crate) fn is_doc(attribute: &Attribute) -> bool {
    doc_value(attribute).is_some()
}

/// The text of a doc comment.
#[derive(Clone, Debug)]
pub(crate) enum Docs {
    /// All of it stands in the source; empty if there is none.
    Literal(String),
    /// `#[doc = include_str!("…")]` is text only once the compiler has read the file.
    Computed(TokenStream),
}

impl Docs {
    /// Reads the doc comment of an item.
    pub(crate) fn of(attributes: &[Attribute]) -> Self {
        let lines: Vec<&Expr> = attributes.iter().filter_map(doc_value).collect();
        let literals: Option<Vec<String>> = lines.iter().map(|line| literal(line)).collect();
        match literals {
            Some(literals) => Self::Literal(literals.join("\n").trim().to_owned()),
            None => {
                let lines = lines
                    .iter()
                    .map(|line| literal(line).map_or_else(|| quote!(#line), |line| quote!(#line)));
                Self::Computed(quote!(::core::concat!(#(#lines, "\n"),*)))
            }
        }
    }

    /// Whether there is none.
    pub(crate) fn is_empty(&self) -> bool {
        matches!(self, Self::Literal(text) if text.is_empty())
    }

    /// The text, as far as the source alone tells it; `None` if there is none.
    pub(crate) fn known(&self) -> Option<&str> {
        match self {
            Self::Literal(text) => Some(text.as_str()).filter(|text| !text.is_empty()),
            Self::Computed(_) => None,
        }
    }
}

/// An expression of type `&'static str`.
impl ToTokens for Docs {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        match self {
            Self::Literal(text) => text.to_tokens(tokens),
            Self::Computed(expression) => tokens.extend(expression.clone()),
        }
    }
}

fn doc_value(attribute: &Attribute) -> Option<&Expr> {
    match &attribute.meta {
        Meta::NameValue(pair) if pair.path.is_ident("doc") => Some(&pair.value),
        _ => None,
    }
}

/// A line of a doc comment, without the space after `///`.
fn literal(value: &Expr) -> Option<String> {
    let Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) = value else { return None };
    let text = text.value();
    Some(text.strip_prefix(' ').unwrap_or(&text).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use syn::parse_quote;

    #[test]
    fn lines_are_joined_and_trimmed() {
        let attributes =
            [parse_quote!(#[doc = " Reads"]), parse_quote!(#[must_use]), parse_quote!(#[doc = "  it."])];
        let docs = Docs::of(&attributes);
        assert_eq!(docs.to_token_stream().to_string(), r#""Reads\n it.""#);
        assert_eq!(docs.known(), Some("Reads\n it."));
        let none = Docs::of(&[]);
        assert_eq!((none.to_token_stream().to_string().as_str(), none.known()), (r#""""#, None));
    }

    #[test]
    fn included_text_is_left_to_the_compiler() {
        let attributes = [parse_quote!(#[doc = " A."]), parse_quote!(#[doc = include_str!("a.md")])];
        let expected = r#":: core :: concat ! ("A." , "\n" , include_str ! ("a.md") , "\n")"#;
        let docs = Docs::of(&attributes);
        assert_eq!((docs.to_token_stream().to_string().as_str(), docs.known()), (expected, None));
    }
}
