//! The paths and method names in code, token by token: inside macro calls as well, whatever their
//! grammar is.

use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};

/// A name as it stands in code.
#[derive(Clone, Debug)]
pub(super) struct PathUse {
    /// `a`, `b` and `c` of `a::b::<D>::c`.
    pub(super) segments: Vec<Ident>,
    pub(super) kind: PathKind,
    /// Whether arguments in parentheses follow.
    pub(super) called: bool,
    /// What stands between the delimiters of a macro call.
    pub(super) macro_tokens: Option<TokenStream>,
}

/// What stands before a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PathKind {
    /// Nothing that changes its meaning.
    Plain,
    /// `::`, so that it starts at a crate.
    Global,
    /// `<Type as Trait>::`, or what else is no plain name before `>::`.
    OfType,
    /// `.`, so that it is a method or a field.
    Member,
}

impl PathUse {
    /// The last segment.
    pub(super) fn last(&self) -> Option<&Ident> {
        self.segments.last()
    }

    /// The segments as text.
    pub(super) fn names(&self) -> Vec<String> {
        self.segments.iter().map(ToString::to_string).collect()
    }
}

/// Every path in some code, in source order, but for those of `use` declarations.
pub(super) fn paths(tokens: TokenStream) -> Vec<PathUse> {
    let mut found = Vec::new();
    collect(&tokens.into_iter().collect::<Vec<_>>(), &mut found);
    found
}

fn collect(tokens: &[TokenTree], found: &mut Vec<PathUse>) {
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        match token {
            TokenTree::Group(group) => {
                collect(&group.stream().into_iter().collect::<Vec<_>>(), found);
                at += 1;
            }
            TokenTree::Ident(word) if word == "use" && !is_punct(tokens, Some(at + 1), '<') => {
                at = after_import(tokens, at);
            }
            TokenTree::Ident(_) if !is_punct(tokens, at.checked_sub(1), '\'') => {
                at = read_path(tokens, at, found);
            }
            _ => at += 1,
        }
    }
}

/// Where the statement after a `use` begins: to import a name is not to use it.
fn after_import(tokens: &[TokenTree], at: usize) -> usize {
    let rest = tokens.get(at..).unwrap_or_default().iter();
    let end = rest.take_while(|token| !matches!(token, TokenTree::Punct(punct) if punct.as_char() == ';'));
    at + end.count() + 1
}

/// Reads the path that starts at `start`, and gives where it ends.
fn read_path(tokens: &[TokenTree], start: usize, found: &mut Vec<PathUse>) -> usize {
    let kind = kind_before(tokens, start);
    let mut segments = Vec::new();
    let mut inside = Vec::new();
    let mut at = start;
    while let Some(TokenTree::Ident(ident)) = tokens.get(at) {
        segments.push(ident.clone());
        at += 1;
        if kind == PathKind::Member {
            break;
        }
        if let Some(end) = turbofish(tokens, at) {
            collect(tokens.get(at + 3..end).unwrap_or_default(), &mut inside);
            at = end + 1;
        }
        let Some(next) = next_segment(tokens, start, at) else { break };
        at = next;
    }
    let called = matches!(tokens.get(at), Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Parenthesis);
    let macro_tokens = macro_group(tokens, at).map(Group::stream);
    found.push(PathUse { segments, kind, called, macro_tokens });
    found.append(&mut inside);
    at
}

/// Where a path goes on that began at `start`: after `::`, and after the `>::` of `<Type>::`.
fn next_segment(tokens: &[TokenTree], start: usize, at: usize) -> Option<usize> {
    let in_angles = is_punct(tokens, start.checked_sub(1), '<') && is_punct(tokens, Some(at), '>');
    let colons = at + usize::from(in_angles);
    let name = tokens.get(colons + 2).filter(|_| is_colons(tokens, colons));
    matches!(name, Some(TokenTree::Ident(_))).then_some(colons + 2)
}

fn kind_before(tokens: &[TokenTree], at: usize) -> PathKind {
    let before = |distance: usize| at.checked_sub(distance);
    if is_punct(tokens, before(1), '.') && !is_punct(tokens, before(2), '.') {
        return PathKind::Member;
    }
    if !before(2).is_some_and(|colons| is_colons(tokens, colons)) {
        return PathKind::Plain;
    }
    if is_punct(tokens, before(3), '>') { PathKind::OfType } else { PathKind::Global }
}

/// Where the `>` of `::<…>` is, if one starts here.
fn turbofish(tokens: &[TokenTree], at: usize) -> Option<usize> {
    if !(is_colons(tokens, at) && is_punct(tokens, Some(at + 2), '<')) {
        return None;
    }
    let mut depth = 0_usize;
    for index in at + 2..tokens.len() {
        if is_punct(tokens, Some(index), '<') {
            depth += 1;
        } else if is_punct(tokens, Some(index), '>') && !is_punct(tokens, index.checked_sub(1), '-') {
            depth -= 1;
            if depth == 0 {
                return Some(index);
            }
        }
    }
    None
}

/// The delimited tokens of a macro call whose path ends here.
fn macro_group(tokens: &[TokenTree], at: usize) -> Option<&Group> {
    match (is_punct(tokens, Some(at), '!'), tokens.get(at + 1)) {
        (true, Some(TokenTree::Group(group))) if group.delimiter() != Delimiter::None => Some(group),
        _ => None,
    }
}

fn is_colons(tokens: &[TokenTree], at: usize) -> bool {
    is_punct(tokens, Some(at), ':') && is_punct(tokens, Some(at + 1), ':')
}

fn is_punct(tokens: &[TokenTree], at: Option<usize>, sign: char) -> bool {
    matches!(at.and_then(|at| tokens.get(at)), Some(TokenTree::Punct(punct)) if punct.as_char() == sign)
}

#[cfg(test)]
mod tests {
    use super::*;
    use quote::quote;

    fn shown(tokens: TokenStream) -> Vec<String> {
        let shown = |path: &PathUse| {
            let names = path.names().join("::");
            match path.kind {
                PathKind::Plain => names,
                PathKind::Global => format!("::{names}"),
                PathKind::OfType => format!("<>::{names}"),
                PathKind::Member => format!(".{names}"),
            }
        };
        paths(tokens).iter().map(shown).collect()
    }

    #[test]
    fn paths_are_found_in_calls_types_and_macros() {
        assert_eq!(shown(quote!(std::time::Instant::now())), ["std::time::Instant::now"]);
        assert_eq!(shown(quote!(::std::env::var(x))), ["::std::env::var", "x"]);
        assert_eq!(
            shown(quote!({ use std::fs; fs::read() } fn f() -> impl A + use<'a> {})),
            ["fs::read", "fn", "f", "impl", "A", "use"]
        );
        assert_eq!(shown(quote!(<Self>::review(ctx))), ["Self::review", "ctx"]);
        assert_eq!(
            shown(quote!(<a::B as C>::d(<Vec<E>>::f()))),
            ["a::B", "as", "C", "<>::d", "Vec", "E", "<>::f"]
        );
        assert_eq!(shown(quote!(a::<b::C, fn() -> d>::e)), ["a::e", "b::C", "fn", "d"]);
        assert_eq!(shown(quote!(join!(Self::left(ctx)))), ["join", "Self::left", "ctx"]);
        assert_eq!(shown(quote!(x.await?.rand(0..rand::random()))), ["x", ".await", ".rand", "rand::random"]);
    }

    #[test]
    fn lifetimes_are_no_names_and_not_equal_is_no_macro() {
        assert_eq!(shown(quote!(&'rand str)), ["str"]);
        assert!(paths(quote!(a != (b))).iter().all(|path| path.macro_tokens.is_none()));
        assert!(paths(quote!(select! { a => b })).iter().any(|path| path.macro_tokens.is_some()));
    }
}
