//! How far an allow comment reaches: behind code, its own line; else the line below, and above a statement,
//! a field, an arm, a method or an impl, all of it.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use proc_macro2::{Span, TokenTree};
use quote::ToTokens;
use syn::visit::{self, Visit};
use syn::{Arm, FieldValue, ImplItemFn, ItemFn, ItemImpl, Stmt};

use crate::lint::allow::comments::Comment;

/// The lines of a file: which are comments, and where what begins in a line ends.
pub(super) struct Reach {
    /// Whether each line is nothing but a comment.
    comments: Vec<bool>,
    ends: Ends,
}

impl Reach {
    pub(super) fn of(text: &str, syntax: &syn::File) -> Self {
        let mut ends = Ends::default();
        ends.visit_file(syntax);
        Self { ends, ..Self::of_lines(text) }
    }

    /// That of a file which is not parsed: to the line below a comment.
    pub(super) fn of_lines(text: &str) -> Self {
        let comments = text.lines().map(|line| line.trim_start().starts_with("//")).collect();
        Self { comments, ends: Ends::default() }
    }

    /// The lines in which a comment silences what it names.
    pub(super) fn of_comment(&self, comment: &Comment) -> RangeInclusive<usize> {
        if !comment.alone {
            return comment.line..=comment.line;
        }
        let below = self.below(comment.line);
        comment.line..=self.ends.0.get(&below).copied().unwrap_or(below)
    }

    /// The first line after a comment that is none.
    fn below(&self, line: usize) -> usize {
        let after = self.comments.iter().skip(line).take_while(|is_comment| **is_comment).count();
        line + after + 1
    }
}

/// The last line of what begins in a line, and of what has its attributes or its head there.
#[derive(Default)]
struct Ends(BTreeMap<usize, usize>);

impl Ends {
    /// Adds something that begins where its attributes end.
    fn add(&mut self, node: &impl ToTokens) {
        let tokens: Vec<TokenTree> = node.to_token_stream().into_iter().collect();
        let attributes = tokens.chunks(2).take_while(
            |pair| matches!(pair, [TokenTree::Punct(hash), TokenTree::Group(_)] if hash.as_char() == '#'),
        );
        if let Some(begin) = tokens.get(2 * attributes.count()).map(TokenTree::span) {
            self.up_to(&tokens, begin);
        }
    }

    /// Adds something that has braces.
    fn add_with_head(&mut self, node: &impl ToTokens, brace: Span) {
        self.up_to(&node.to_token_stream().into_iter().collect::<Vec<_>>(), brace);
    }

    fn up_to(&mut self, tokens: &[TokenTree], head: Span) {
        let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else { return };
        let end = last.span().end().line;
        for line in first.span().start().line..=head.start().line {
            let known = self.0.entry(line).or_insert(end);
            *known = end.max(*known);
        }
    }
}

impl<'ast> Visit<'ast> for Ends {
    fn visit_stmt(&mut self, statement: &'ast Stmt) {
        self.add(statement);
        visit::visit_stmt(self, statement);
    }

    fn visit_arm(&mut self, arm: &'ast Arm) {
        self.add(arm);
        visit::visit_arm(self, arm);
    }

    fn visit_field_value(&mut self, field: &'ast FieldValue) {
        self.add(field);
        visit::visit_field_value(self, field);
    }

    fn visit_impl_item_fn(&mut self, item: &'ast ImplItemFn) {
        self.add_with_head(item, item.block.brace_token.span.open());
        visit::visit_impl_item_fn(self, item);
    }

    fn visit_item_fn(&mut self, item: &'ast ItemFn) {
        self.add_with_head(item, item.block.brace_token.span.open());
        visit::visit_item_fn(self, item);
    }

    fn visit_item_impl(&mut self, item: &'ast ItemImpl) {
        self.add_with_head(item, item.brace_token.span.open());
        visit::visit_item_impl(self, item);
    }
}
