//! What `use` declarations bring into a module.

use proc_macro2::{TokenStream, TokenTree};

use crate::attribute::plain;
use crate::cfg::split_at_commas;
use crate::item::{Item, Kind, is_punct, is_word};

/// The names that a module has by `use`, each with the path that it stands for. What a `*` brings is unknown.
#[derive(Clone, Debug, Default)]
pub(crate) struct Imports(Vec<(String, Vec<String>)>);

impl Imports {
    pub(crate) fn of(items: &[Item]) -> Self {
        let mut imports = Self::default();
        for item in items.iter().filter(|item| item.kind == Kind::Use && item.attributes.verdict.holds) {
            let after = item.tokens.iter().skip_while(|token| !is_word(token, "use")).skip(1);
            imports.add(&[], after.filter(|token| !is_punct(token, ';')).cloned().collect());
        }
        imports
    }

    /// Adds what a tree after a path brings: `a`, `a as b`, `a::{b, c}`.
    fn add(&mut self, before: &[String], tree: TokenStream) {
        let (mut path, mut name) = (before.to_vec(), None);
        let mut tokens = tree.into_iter();
        while let Some(token) = tokens.next() {
            match token {
                TokenTree::Ident(word) if word == "as" => name = tokens.next(),
                // `a::{self}` is `a`.
                TokenTree::Ident(word) if word == "self" && !path.is_empty() => {}
                TokenTree::Ident(word) => path.push(plain(&word)),
                TokenTree::Group(group) => {
                    return split_at_commas(group.stream())
                        .into_iter()
                        .for_each(|tree| self.add(&path, tree));
                }
                TokenTree::Punct(star) if star.as_char() == '*' => return,
                TokenTree::Punct(_) | TokenTree::Literal(_) => {}
            }
        }
        let name = match name {
            Some(TokenTree::Ident(name)) => Some(plain(&name)),
            _ => path.last().cloned(),
        };
        self.0.extend(name.map(|name| (name, path)));
    }

    /// The names by which something of this name goes here.
    pub(crate) fn names_of(&self, original: &str) -> impl Iterator<Item = String> {
        let named = self.0.iter().filter(move |(_, path)| path.last().is_some_and(|last| last == original));
        named.map(|(name, _)| name.clone())
    }

    /// A path with what its first name stands for, from the crate on: without `crate`, `self` and `super`.
    pub(crate) fn resolve<'a>(&'a self, path: &'a str) -> Vec<&'a str> {
        let path: Vec<&str> = path.split("::").collect();
        let import = self.0.iter().find(|(name, _)| path.first() == Some(&name.as_str()));
        let full = match import {
            Some((_, full)) => full.iter().map(String::as_str).chain(path.into_iter().skip(1)).collect(),
            None => path,
        };
        full.into_iter().skip_while(|name| ["crate", "self", "super"].contains(name)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cfg::Cfg;
    use crate::item::Items;

    #[test]
    fn a_name_stands_for_what_is_imported_by_it() {
        let source = "pub(crate) use a::b; use crate::{c::{self, d as e}, r#type}; use super::f as g; use ::h::*; \
                      #[cfg(test)] use no::i;";
        let imports = Imports::of(&Items::read(source.parse().expect("tokens"), &Cfg::default()).items);
        for (written, expected) in [
            ("b::C", "a::b::C"),
            ("c::C", "c::C"),
            ("e", "c::d"),
            ("type", "type"),
            ("g::C", "f::C"),
            ("i", "i"),
            ("crate::b", "b"),
            ("super::super::x::C", "x::C"),
        ] {
            assert_eq!(imports.resolve(written).join("::"), expected, "{written}");
        }
        assert_eq!(imports.names_of("d").collect::<Vec<_>>(), ["e"]);
    }
}
