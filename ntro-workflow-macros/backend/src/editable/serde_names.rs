//! Under which key a field is in the JSON, as serde's attributes say.

use proc_macro2::Span;
use syn::ext::IdentExt;
use syn::meta::ParseNestedMeta;
use syn::{Attribute, Ident, LitStr, Token, token};

use crate::naming::{capitalized, words};

/// What serde's attributes say of a struct.
#[derive(Debug, Default)]
pub(super) struct Container {
    rename_all: BothWays,
    /// Where it says that the JSON is that of another type.
    pub(super) foreign: Option<(Span, String)>,
}

/// What serde's attributes say of a field.
#[derive(Debug, Default)]
pub(super) struct Names {
    rename: BothWays,
    /// Where it says that the JSON has no such key, in which words.
    pub(super) absent: Option<(Span, String)>,
    /// Where it says that what is sent is not read.
    pub(super) unread: Option<Span>,
}

/// A name for writing and one for reading.
#[derive(Debug, Default)]
struct BothWays {
    written: Option<String>,
    read: Option<String>,
}

impl Container {
    pub(super) fn of(attributes: &[Attribute]) -> Self {
        let mut container = Self::default();
        each(attributes, |meta| {
            let name = name(meta);
            match name.as_str() {
                "rename_all" => container.rename_all = BothWays::read(meta)?,
                "transparent" | "into" | "from" | "try_from" | "remote" => {
                    container.foreign = Some((span(meta), name));
                    skip(meta)?;
                }
                _ => skip(meta)?,
            }
            Ok(())
        });
        container
    }
}

impl Names {
    pub(super) fn of(attributes: &[Attribute]) -> Self {
        let mut names = Self::default();
        each(attributes, |meta| {
            let name = name(meta);
            match name.as_str() {
                "rename" => names.rename = BothWays::read(meta)?,
                "skip" | "skip_serializing" | "flatten" => {
                    names.absent = Some((span(meta), name));
                    skip(meta)?;
                }
                "skip_deserializing" => names.unread = Some(span(meta)),
                _ => skip(meta)?,
            }
            Ok(())
        });
        names
    }

    /// The key; `None` if what is written has another one than what is read.
    pub(super) fn key(&self, ident: &Ident, container: &Container) -> Option<String> {
        let plain = ident.unraw().to_string();
        let key = |given: &Option<String>, rule: &Option<String>| match (given, rule) {
            (Some(given), _) => given.clone(),
            (None, Some(rule)) => renamed(&plain, rule),
            (None, None) => plain.clone(),
        };
        let written = key(&self.rename.written, &container.rename_all.written);
        let read = key(&self.rename.read, &container.rename_all.read);
        (written == read).then_some(written)
    }
}

impl BothWays {
    /// Reads `= "…"` or `(serialize = "…", deserialize = "…")`.
    fn read(meta: &ParseNestedMeta<'_>) -> syn::Result<Self> {
        if !meta.input.peek(token::Paren) {
            let name = meta.value()?.parse::<LitStr>()?.value();
            return Ok(Self { written: Some(name.clone()), read: Some(name) });
        }
        let mut both = Self::default();
        meta.parse_nested_meta(|way| {
            let given = Some(way.value()?.parse::<LitStr>()?.value());
            match name(&way).as_str() {
                "serialize" => both.written = given,
                _ => both.read = given,
            }
            Ok(())
        })?;
        Ok(both)
    }
}

/// Everything in `#[serde(…)]`. What cannot be read is serde's to report.
fn each(attributes: &[Attribute], mut act: impl FnMut(&ParseNestedMeta<'_>) -> syn::Result<()>) {
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("serde")) {
        drop(attribute.parse_nested_meta(|meta| act(&meta)));
    }
}

fn name(meta: &ParseNestedMeta<'_>) -> String {
    meta.path.get_ident().map(Ident::to_string).unwrap_or_default()
}

fn span(meta: &ParseNestedMeta<'_>) -> Span {
    meta.path.get_ident().map_or_else(Span::call_site, Ident::span)
}

/// Passes over the value of an argument.
fn skip(meta: &ParseNestedMeta<'_>) -> syn::Result<()> {
    if meta.input.peek(Token![=]) {
        meta.value()?.parse::<syn::Expr>().map(drop)
    } else if meta.input.peek(token::Paren) {
        meta.parse_nested_meta(|inner| skip(&inner))
    } else {
        Ok(())
    }
}

/// A field's name by one of serde's rules.
fn renamed(field: &str, rule: &str) -> String {
    let pascal = || words(field).iter().map(|word| capitalized(word)).collect::<String>();
    match rule {
        "lowercase" | "snake_case" => field.to_owned(),
        "UPPERCASE" | "SCREAMING_SNAKE_CASE" => field.to_ascii_uppercase(),
        "PascalCase" => pascal(),
        "camelCase" => {
            let pascal = pascal();
            let mut letters = pascal.chars();
            letters.next().map(|first| first.to_ascii_lowercase()).into_iter().chain(letters).collect()
        }
        "kebab-case" => field.replace('_', "-"),
        "SCREAMING-KEBAB-CASE" => field.to_ascii_uppercase().replace('_', "-"),
        // serde refuses any other.
        _ => field.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use syn::parse_quote;

    #[test]
    fn keys_are_those_of_serde() {
        for (rule, key) in [
            ("lowercase", "unit_price"),
            ("UPPERCASE", "UNIT_PRICE"),
            ("PascalCase", "UnitPrice"),
            ("camelCase", "unitPrice"),
            ("snake_case", "unit_price"),
            ("SCREAMING_SNAKE_CASE", "UNIT_PRICE"),
            ("kebab-case", "unit-price"),
            ("SCREAMING-KEBAB-CASE", "UNIT-PRICE"),
        ] {
            assert_eq!(renamed("unit_price", rule), key, "{rule}");
        }
    }

    #[test]
    fn a_field_is_called_what_it_is_renamed_to() {
        let container =
            Container::of(&[parse_quote!(#[serde(deny_unknown_fields, rename_all = "camelCase")])]);
        let key = |attribute: Attribute| {
            Names::of(&[attribute]).key(&Ident::new("unit_price", Span::call_site()), &container)
        };
        assert_eq!(key(parse_quote!(#[serde(default = "one", rename = "price")])).as_deref(), Some("price"));
        assert_eq!(key(parse_quote!(#[serde(default)])).as_deref(), Some("unitPrice"));
        assert_eq!(key(parse_quote!(#[serde(rename(serialize = "a", deserialize = "b"))])), None);
        assert_eq!(
            key(parse_quote!(#[serde(rename(serialize = "a", deserialize = "a"))])).as_deref(),
            Some("a")
        );
    }
}
