//! Attributes, with every `cfg_attr` replaced by what it stands for.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use quote::ToTokens as _;
use syn::spanned::Spanned as _;

use crate::cfg::{Cfg, Verdict, split_at_commas, text_of};

/// `#[path arguments]` or `#![path arguments]`.
#[derive(Clone, Debug)]
pub(crate) struct Attribute {
    /// `ntro_workflow::ui_step`, without a leading `::`.
    pub(crate) path: String,
    pub(crate) span: Span,
    /// Everything after the path.
    arguments: Vec<TokenTree>,
    /// Everything between the brackets.
    inside: TokenStream,
}

/// The attributes of an item, and whether its `cfg`s hold.
#[derive(Clone, Debug)]
pub(crate) struct Attributes {
    pub(crate) list: Vec<Attribute>,
    pub(crate) verdict: Verdict,
}

impl Attribute {
    /// Reads what stands between the brackets.
    pub(crate) fn of(inside: TokenStream, span: Span) -> Self {
        let mut tokens = inside.clone().into_iter().peekable();
        let mut path = String::new();
        while let Some(token) = tokens.peek() {
            match token {
                TokenTree::Ident(name) => path.push_str(&name.to_string()),
                TokenTree::Punct(colon) if colon.as_char() == ':' => {
                    if path.is_empty() {
                        tokens.next();
                    } else {
                        path.push(':');
                    }
                }
                _ => break,
            }
            tokens.next();
        }
        Self { path, span, arguments: tokens.collect(), inside }
    }

    /// What stands between the parentheses after the path.
    pub(crate) fn arguments(&self) -> TokenStream {
        match self.arguments.as_slice() {
            [TokenTree::Group(group), ..] => group.stream(),
            _ => TokenStream::new(),
        }
    }

    /// The text after the equals sign.
    pub(crate) fn value(&self) -> Option<String> {
        match self.arguments.as_slice() {
            [TokenTree::Punct(equals), TokenTree::Literal(text)] if equals.as_char() == '=' => text_of(text),
            _ => None,
        }
    }

    /// The last name of its path.
    pub(crate) fn last_name(&self) -> &str {
        self.path.rsplit(':').next().unwrap_or_default()
    }

    /// The attribute as it stands before an item.
    pub(crate) fn to_tokens(&self) -> [TokenTree; 2] {
        let mut hash = proc_macro2::Punct::new('#', proc_macro2::Spacing::Alone);
        hash.set_span(self.span);
        let mut group = Group::new(Delimiter::Bracket, self.inside.clone());
        group.set_span(self.span);
        [hash.into(), group.into()]
    }

    /// The attributes of `cfg_attr(predicate, attribute, …)`.
    fn conditional(&self, cfg: &Cfg) -> (Verdict, Vec<Self>) {
        let mut parts = split_at_commas(self.arguments()).into_iter();
        let verdict = parts.next().map_or(Verdict::sure(false), |predicate| cfg.verdict(predicate));
        (verdict, parts.map(|part| Self::of(part, self.span)).collect())
    }
}

impl Attributes {
    /// Evaluates the attributes as they stand.
    pub(crate) fn of(written: Vec<Attribute>, cfg: &Cfg) -> Self {
        let mut attributes = Self { list: Vec::with_capacity(written.len()), verdict: Verdict::YES };
        attributes.add(written, Verdict::YES, cfg);
        attributes
    }

    /// Evaluates attributes as `syn` has them.
    pub(crate) fn of_syntax<'a>(written: impl Iterator<Item = &'a syn::Attribute>, cfg: &Cfg) -> Self {
        let read = |found: &syn::Attribute| Attribute::of(found.meta.to_token_stream(), found.span());
        Self::of(written.map(read).collect(), cfg)
    }

    /// Adds attributes that are there under a condition that holds.
    fn add(&mut self, written: Vec<Attribute>, condition: Verdict, cfg: &Cfg) {
        for attribute in written {
            match attribute.path.as_str() {
                "cfg" => {
                    let verdict = cfg.verdict(attribute.arguments());
                    self.verdict =
                        self.verdict.and(Verdict { known: verdict.known && condition.known, ..verdict });
                    self.list.push(attribute);
                }
                "cfg_attr" => {
                    let (verdict, inner) = attribute.conditional(cfg);
                    if verdict.holds {
                        self.add(inner, condition.and(verdict), cfg);
                    }
                }
                _ => self.list.push(attribute),
            }
        }
    }

    /// The file that `#[path = "…"]` names.
    pub(crate) fn path(&self) -> Option<String> {
        self.list.iter().find(|attribute| attribute.path == "path").and_then(Attribute::value)
    }
}

/// The name of an identifier, without the `r#` of a raw one.
pub(crate) fn plain(name: &Ident) -> String {
    let name = name.to_string();
    name.strip_prefix("r#").map_or_else(|| name.clone(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn attributes(written: &[&str]) -> Attributes {
        let read = |text: &&str| Attribute::of(text.parse().expect("tokens"), Span::call_site());
        let cfg = Cfg::of_compiler("unix").with_features(["on"]);
        Attributes::of(written.iter().map(read).collect(), &cfg)
    }

    #[test]
    fn what_a_cfg_attr_stands_for_takes_its_place() {
        let found = attributes(&[
            "cfg_attr(unix, path = \"unix.rs\", inline)",
            "cfg_attr(windows, path = \"windows.rs\")",
            "cfg_attr(unix, cfg_attr(feature = \"on\", ::ntro_workflow::ntro_workflow(slug = \"a\")))",
        ]);
        let paths: Vec<&str> = found.list.iter().map(|attribute| attribute.path.as_str()).collect();
        assert_eq!(paths, ["path", "inline", "ntro_workflow::ntro_workflow"]);
        assert_eq!(found.path().as_deref(), Some("unix.rs"));
        assert_eq!(found.list[2].last_name(), "ntro_workflow");
    }

    #[test]
    fn conditions_add_up() {
        assert_eq!(attributes(&["cfg(unix)", "cfg(feature = \"on\")"]).verdict, Verdict::YES);
        assert!(!attributes(&["cfg(unix)", "cfg_attr(unix, cfg(test))"]).verdict.holds);
        assert!(attributes(&["cfg_attr(windows, cfg(test))"]).verdict.holds);
        let unknown = attributes(&["cfg_attr(loom, cfg(unix))"]).verdict;
        assert!(unknown.holds && !unknown.known);
    }
}
