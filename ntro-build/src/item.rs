//! A module's items as tokens: where each begins and ends, what it is called, where its braces are.
//!
//! Nothing else of them is read, so that a body that is being typed is no obstacle, and a file is read
//! in the time in which it is cut into tokens.

use std::iter::Peekable;
use std::ops::Range;

use proc_macro2::token_stream::IntoIter;
use proc_macro2::{Delimiter, Group, Span, TokenStream, TokenTree};

use crate::attribute::{Attribute, Attributes, plain};
use crate::cfg::Cfg;

/// What stands between the braces of a module or of an impl.
#[derive(Debug)]
pub(crate) struct Items {
    /// The `#![…]` at its beginning.
    pub(crate) inner: Attributes,
    pub(crate) items: Vec<Item>,
    /// Where something stands that begins no item.
    pub(crate) strangers: Vec<Span>,
}

/// An item.
#[derive(Debug)]
pub(crate) struct Item {
    pub(crate) attributes: Attributes,
    /// Everything after the attributes.
    pub(crate) tokens: Vec<TokenTree>,
    pub(crate) kind: Kind,
    /// Which of the tokens around it are its own, attributes included.
    pub(crate) range: Range<usize>,
}

/// What an item is, as far as it is of interest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Module,
    Impl,
    Trait,
    Function,
    Use,
    Other,
    /// None that there is.
    Stranger,
}

/// Tokens that are counted as they are taken.
struct Source {
    tokens: Peekable<IntoIter>,
    position: usize,
}

impl Source {
    fn peek(&mut self) -> Option<&TokenTree> {
        self.tokens.peek()
    }

    fn next(&mut self) -> Option<TokenTree> {
        self.position += 1;
        self.tokens.next()
    }

    fn next_if(&mut self, wanted: impl FnOnce(&TokenTree) -> bool) -> Option<TokenTree> {
        let next = self.tokens.next_if(wanted);
        self.position += usize::from(next.is_some());
        next
    }
}

impl Items {
    /// Cuts tokens into items.
    pub(crate) fn read(tokens: TokenStream, cfg: &Cfg) -> Self {
        let mut tokens = Source { tokens: tokens.into_iter().peekable(), position: 0 };
        let mut inner = Vec::new();
        let mut found =
            Self { inner: Attributes::of(Vec::new(), cfg), items: Vec::new(), strangers: Vec::new() };
        while tokens.peek().is_some() {
            let start = tokens.position;
            let written = read_attributes(&mut tokens, &mut inner);
            let item = Item::read(start, Attributes::of(written, cfg), &mut tokens);
            match (item.kind, item.tokens.first()) {
                // A semicolon between items is a mistake that the compiler reports, and harmless.
                (_, None) => {}
                (Kind::Stranger, Some(first)) => found.strangers.push(first.span()),
                _ => found.items.push(item),
            }
        }
        found.inner = Attributes::of(inner, cfg);
        found
    }
}

fn read_attributes(tokens: &mut Source, inner: &mut Vec<Attribute>) -> Vec<Attribute> {
    let mut outer = Vec::new();
    while let Some(hash) = tokens.next_if(|token| is_punct(token, '#')) {
        let is_inner = tokens.next_if(|token| is_punct(token, '!')).is_some();
        let Some(TokenTree::Group(group)) = tokens.next_if(|token| matches!(token, TokenTree::Group(_)))
        else {
            break;
        };
        let attribute = Attribute::of(group.stream(), hash.span());
        if is_inner { inner.push(attribute) } else { outer.push(attribute) }
    }
    outer
}

impl Item {
    fn read(start: usize, attributes: Attributes, source: &mut Source) -> Self {
        let mut tokens: Vec<TokenTree> = Vec::new();
        let mut kind = None;
        while let Some(token) = source.next() {
            let semicolon = is_punct(&token, ';');
            let braces = matches!(&token, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace);
            let word = matches!(&token, TokenTree::Ident(_));
            if !(semicolon && tokens.is_empty()) {
                tokens.push(token);
            }
            if kind.is_none() && word {
                kind = keyword(&tokens, source.peek());
            }
            // Braces inside angle brackets are a const argument.
            let argument = source.peek().is_some_and(|next| is_punct(next, '>') || is_punct(next, ','));
            if semicolon
                || braces && !argument && kind != Some(Keyword::UpToSemicolon) && kind != Some(Keyword::Use)
            {
                break;
            }
        }
        Self { attributes, kind: kind_of(kind, &tokens), tokens, range: start..source.position }
    }

    /// What is between its braces, which are its last token.
    pub(crate) fn braces(&self) -> Option<&Group> {
        match self.tokens.last() {
            Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => Some(group),
            _ => None,
        }
    }

    /// The name after the keyword of a module, trait or function.
    pub(crate) fn name(&self) -> Option<(String, Span)> {
        let keyword = match self.kind {
            Kind::Module => "mod",
            Kind::Trait => "trait",
            Kind::Function => "fn",
            _ => return None,
        };
        let mut words = self.tokens.iter().skip_while(|token| !is_word(token, keyword)).skip(1);
        match words.next() {
            Some(TokenTree::Ident(name)) => Some((plain(name), name.span())),
            _ => None,
        }
    }

    /// The type that an impl is for, as far as it is a plain name: the last one of its path.
    pub(crate) fn self_type(&self) -> Option<String> {
        let (mut name, mut depth) = (None, 0_usize);
        let after = self.tokens.iter().skip_while(|token| !is_word(token, "impl")).skip(1);
        for token in after {
            match token {
                TokenTree::Punct(punct) if punct.as_char() == '<' => depth += 1,
                TokenTree::Punct(punct) if punct.as_char() == '>' => depth = depth.saturating_sub(1),
                TokenTree::Ident(word) if depth == 0 && word == "where" => break,
                TokenTree::Ident(word) if depth == 0 && word == "for" => name = None,
                TokenTree::Ident(word) if depth == 0 => name = Some(plain(word)),
                _ => {}
            }
        }
        name
    }

    /// The first token after the attributes.
    pub(crate) fn span(&self) -> Span {
        self.tokens.first().map_or_else(Span::call_site, TokenTree::span)
    }
}

/// The word that says what an item is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Keyword {
    Is(Kind),
    Use,
    /// One whose braces, if it has any, are part of an expression.
    UpToSemicolon,
}

/// What the last of the words of an item so far says of it; nothing yet if it is a qualifier.
fn keyword(tokens: &[TokenTree], next: Option<&TokenTree>) -> Option<Keyword> {
    let Some(TokenTree::Ident(word)) = tokens.last() else { return None };
    let word = word.to_string();
    match word.as_str() {
        "mod" => Some(Keyword::Is(Kind::Module)),
        "impl" => Some(Keyword::Is(Kind::Impl)),
        "trait" => Some(Keyword::Is(Kind::Trait)),
        "fn" => Some(Keyword::Is(Kind::Function)),
        "use" => Some(Keyword::Use),
        "struct" | "enum" | "union" | "macro_rules" | "macro" => Some(Keyword::Is(Kind::Other)),
        "static" | "type" => Some(Keyword::UpToSemicolon),
        "const" => (!next.is_some_and(begins_function)).then_some(Keyword::UpToSemicolon),
        // `extern "C" fn`, `extern "C" { … }`, `extern crate`.
        "extern" | "crate" | "pub" | "unsafe" | "async" | "default" | "auto" | "safe" | "gen" => None,
        _ => next.is_some_and(|next| is_punct(next, '!')).then_some(Keyword::Is(Kind::Other)),
    }
}

fn begins_function(token: &TokenTree) -> bool {
    ["fn", "unsafe", "async", "extern", "gen"].into_iter().any(|word| is_word(token, word))
}

fn kind_of(keyword: Option<Keyword>, tokens: &[TokenTree]) -> Kind {
    match keyword {
        Some(Keyword::Is(kind)) => kind,
        Some(Keyword::Use) => Kind::Use,
        Some(Keyword::UpToSemicolon) => Kind::Other,
        None if tokens.iter().any(|token| is_word(token, "extern")) => Kind::Other,
        None => Kind::Stranger,
    }
}

pub(crate) fn is_punct(token: &TokenTree, wanted: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == wanted)
}

pub(crate) fn is_word(token: &TokenTree, wanted: &str) -> bool {
    matches!(token, TokenTree::Ident(word) if word == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(source: &str) -> Items {
        Items::read(source.parse().expect("tokens"), &Cfg::default())
    }

    fn kinds(source: &str) -> Vec<Kind> {
        read(source).items.iter().map(|item| item.kind).collect()
    }

    #[test]
    fn every_item_ends_where_it_ends() {
        let source = r#"
            #![allow(unused)]
            pub mod a;
            mod b { mod c; }
            use d::{self, e};
            pub(crate) const LIMIT: usize = { 1 };
            static S: [u8; { 2 }] = [0; 2];
            type T = Array<{ 3 }>;
            struct F<const N: usize = { 4 }> { x: u8 }
            struct G(u8);
            impl Trait for F<{ 5 }> where Array<{ 6 }>: Sized {}
            const unsafe extern "C" fn h() -> F<{ 7 }> { if 1 }
            pub async fn i() {}
            extern crate alloc;
            unsafe extern "C" { fn j(); }
            macro_rules! k { () => {} }
            some::call! { x }
            call!(y);
            unsafe trait L {}
            enum M { N }
            union O { p: u8 }
        "#;
        use Kind::{Function, Impl, Module, Other, Trait, Use};
        let expected = [
            Module, Module, Use, Other, Other, Other, Other, Other, Impl, Function, Function, Other, Other,
            Other, Other, Other, Trait, Other, Other,
        ];
        assert_eq!(kinds(source), expected);
        assert_eq!(read(source).inner.list.len(), 1);
        assert!(read(source).strangers.is_empty());
    }

    #[test]
    fn items_know_their_names() {
        let items =
            read("mod r#type; pub(in a) async fn run() {} impl<'a, T: A> b::Trait<T> for c::Close<'a> {}")
                .items;
        let names: Vec<_> = items.iter().filter_map(|item| item.name().map(|(name, _)| name)).collect();
        assert_eq!(names, ["type", "run"]);
        assert_eq!(items[2].self_type().as_deref(), Some("Close"));
        assert_eq!(read("impl Close where X: Y {}").items[0].self_type().as_deref(), Some("Close"));
    }

    #[test]
    fn what_begins_no_item_is_found() {
        let items = read("mod a; strct Close { a: u8 } fn run() {} 1 + 1;");
        assert_eq!((items.items.len(), items.strangers.len()), (2, 2));
    }
}
