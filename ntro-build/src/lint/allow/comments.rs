//! The allow comments of a file.

use ntro_workflow_macros_backend::suggest::{did_you_mean, nearest};
use proc_macro2::{Literal, TokenStream, TokenTree};

use crate::SUGGESTED;
use crate::lint::file::File;
use crate::lint::rule::Rule;

/// A comment that starts with `ntro:`.
pub(super) struct Comment {
    pub(super) line: usize,
    pub(super) column: usize,
    /// Whether nothing else stands in its line.
    pub(super) alone: bool,
    pub(super) rules: Vec<String>,
    pub(super) mistake: Option<Mistake>,
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
pub(super) fn read(file: &File<'_>) -> Vec<Comment> {
    if !file.text.contains("ntro:") {
        return Vec::new();
    }
    let literals = literals(file.text);
    let lines = file.text.lines().enumerate();
    lines.filter_map(|(index, text)| of_line(index + 1, text, &literals)).collect()
}

fn of_line(line: usize, text: &str, literals: &[Extent]) -> Option<Comment> {
    for (at, _) in text.match_indices("//") {
        let column = text[..at].chars().count();
        if literals.iter().any(|literal| literal.covers(line, column)) {
            continue;
        }
        let said = text[at + 2..].trim().strip_prefix("ntro:")?;
        let (rules, mistake) = match parse(said.trim()) {
            Ok(rules) => (rules, None),
            Err((rules, mistake)) => (rules, Some(mistake)),
        };
        let alone = text[..at].trim().is_empty();
        return Some(Comment { line, column: column + 1, alone, rules, mistake });
    }
    None
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

    fn covers(&self, line: usize, column: usize) -> bool {
        self.start <= (line, column) && (line, column) < self.end
    }
}

/// The literals of a file: doc comments are such as well.
fn literals(text: &str) -> Vec<Extent> {
    let mut found = Vec::new();
    // The file was parsed, so it has tokens.
    collect(text.parse().unwrap_or_default(), &mut found);
    found
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
