//! Doc comments, as text to put into a table.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Attribute, Expr, ExprLit, Lit, Meta};

/// Whether an attribute is a line of a doc comment.
pub(crate) fn is_doc(attribute: &Attribute) -> bool {
    doc_value(attribute).is_some()
}

/// The text of a doc comment, as an expression of type `&'static str`.
pub(crate) fn text(attributes: &[Attribute]) -> TokenStream {
    let lines: Vec<&Expr> = attributes.iter().filter_map(doc_value).collect();
    let literals: Option<Vec<String>> = lines.iter().map(|line| literal(line)).collect();
    match literals {
        Some(literals) => {
            let text = literals.join("\n");
            let text = text.trim();
            quote!(#text)
        }
        // `#[doc = include_str!("…")]` is text only once the compiler has read the file.
        None => {
            let lines =
                lines.iter().map(|line| literal(line).map_or_else(|| quote!(#line), |line| quote!(#line)));
            quote!(::core::concat!(#(#lines, "\n"),*))
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
        assert_eq!(text(&attributes).to_string(), r#""Reads\n it.""#);
        assert_eq!(text(&[]).to_string(), r#""""#);
    }

    #[test]
    fn included_text_is_left_to_the_compiler() {
        let attributes = [parse_quote!(#[doc = " A."]), parse_quote!(#[doc = include_str!("a.md")])];
        let expected = r#":: core :: concat ! ("A." , "\n" , include_str ! ("a.md") , "\n")"#;
        assert_eq!(text(&attributes).to_string(), expected);
    }
}
