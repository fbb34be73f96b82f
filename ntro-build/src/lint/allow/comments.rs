//! The allow comments of a file.

use ntro_workflow_macros_backend::suggest::{did_you_mean, nearest};
use proc_macro2::{Literal, TokenStream, TokenTree};

use crate::SUGGESTED;
use crate::lint::rule::Rule;

/// A comment that starts with `ntro: allow`, or with what is near to it.
pub(super) struct Comment {
    pub(super) line: usize,
    pub(super) column: usize,
    /// Whether nothing else stands in its line.
    pub(super) alone: bool,
    pub(super) rules: Vec<String>,
    pub(super) mistake: Option<Mistake>,
}

impl Comment {
    /// Whether it speaks of a rule.
    pub(super) fn names(&self, rule: Rule) -> bool {
        self.rules.iter().any(|name| name == rule.name())
    }
}

/// Why a comment allows nothing.
pub(super) enum Mistake {
    Unreadable,
    UnknownRule { name: String, nearest: Option<String> },
    NoReason,
}

/// The names that an allow comment takes.
pub(super) fn known_rules() -> Vec<&'static str> {
    Rule::ALL.into_iter().filter(|rule| rule.is_lint()).map(Rule::name).collect()
}

/// Reads the allow comments of a file, in order.
pub(super) fn read(file: &str) -> Vec<Comment> {
    if !file.contains("ntro:") {
        return Vec::new();
    }
    let literals = Literals::of(file);
    let lines = file.lines().enumerate();
    lines.filter_map(|(index, text)| of_line(index + 1, text, &literals)).collect()
}

fn of_line(line: usize, text: &str, literals: &Literals) -> Option<Comment> {
    for (at, _) in text.match_indices("//") {
        let column = text[..at].chars().count();
        if literals.cover(line, column) {
            continue;
        }
        let said = text[at + 2..].trim().strip_prefix("ntro:")?.trim();
        if !means_to_allow(said) {
            return None;
        }
        let (rules, mistake) = match parse(said) {
            Ok(rules) => (rules, None),
            Err((rules, mistake)) => (rules, Some(mistake)),
        };
        let alone = text[..at].trim().is_empty();
        return Some(Comment { line, column: column + 1, alone, rules, mistake });
    }
    None
}

/// Whether a comment begins with `allow`, or with a list after a word that is near to it. Any other may
/// speak of the program `ntro`.
fn means_to_allow(said: &str) -> bool {
    let (word, rest) = said.split_at(said.find(|sign: char| !sign.is_alphanumeric()).unwrap_or(said.len()));
    word == "allow" || rest.starts_with('(') && !nearest(word, ["allow"], 1).is_empty()
}

/// The rules of `allow(a, b): reason`; with what is wrong, as far as they can be read.
fn parse(said: &str) -> Result<Vec<String>, (Vec<String>, Mistake)> {
    let unreadable = || (Vec::new(), Mistake::Unreadable);
    let list = said.strip_prefix("allow").map(str::trim_start).and_then(|rest| rest.strip_prefix('('));
    let (names, rest) = list.and_then(|list| list.split_once(')')).ok_or_else(unreadable)?;
    let rules: Vec<String> = names.split(',').map(|name| name.trim().to_owned()).collect();
    let known = known_rules();
    if let Some(name) = rules.iter().find(|rule| !known.contains(&rule.as_str())) {
        let (name, nearest) = (name.clone(), did_you_mean(&nearest(name, known.iter().copied(), SUGGESTED)));
        return Err((rules, Mistake::UnknownRule { name, nearest }));
    }
    let reason = rest.trim_start().strip_prefix(':').map(str::trim).unwrap_or_default();
    if reason.is_empty() { Err((rules, Mistake::NoReason)) } else { Ok(rules) }
}

/// Where a literal stands: what is in it is text and no comment.
struct Extent {
    start: (usize, usize),
    end: (usize, usize),
}

impl Extent {
    fn of(literal: &Literal) -> Self {
        let (start, end) = (literal.span().start(), literal.span().end());
        Self { start: (start.line, start.column), end: (end.line, end.column) }
    }
}

/// The literals of a file, in order: doc comments are such as well.
struct Literals(Vec<Extent>);

impl Literals {
    fn of(text: &str) -> Self {
        let mut found = Vec::new();
        // A file without tokens is no Rust, of which another says what is wrong.
        collect(text.parse().unwrap_or_default(), &mut found);
        Self(found)
    }

    fn cover(&self, line: usize, column: usize) -> bool {
        let begun = self.0.partition_point(|literal| literal.start <= (line, column));
        begun.checked_sub(1).is_some_and(|last| (line, column) < self.0[last].end)
    }
}

fn collect(tokens: TokenStream, found: &mut Vec<Extent>) {
    for token in tokens {
        match token {
            TokenTree::Literal(literal) => found.push(Extent::of(&literal)),
            TokenTree::Group(group) => collect(group.stream(), found),
            TokenTree::Ident(_) | TokenTree::Punct(_) => {}
        }
    }
}
