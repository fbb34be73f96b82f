//! How far an allow comment reaches: its line and the next, a method, or an impl.

use std::ops::RangeInclusive;

use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{ImplItemFn, ItemFn, ItemImpl};

use crate::lint::allow::comments::Comment;
use crate::lint::file::File;

/// The lines of a file: which are comments, and where methods and impls stand.
pub(super) struct Reach {
    /// Whether each line is nothing but a comment.
    comments: Vec<bool>,
    items: Vec<Item>,
}

/// A function or an impl.
struct Item {
    /// The line of its first attribute.
    first: usize,
    /// The line of its opening brace.
    opening: usize,
    last: usize,
}

impl Reach {
    pub(super) fn of(file: &File<'_>) -> Self {
        let mut items = Items(Vec::new());
        items.visit_file(&file.syntax);
        let comments = file.text.lines().map(|line| line.trim_start().starts_with("//")).collect();
        Self { comments, items: items.0 }
    }

    /// The lines in which a comment silences what it names.
    pub(super) fn of_comment(&self, comment: &Comment) -> RangeInclusive<usize> {
        if !comment.alone {
            return comment.line..=comment.line;
        }
        let below = self.below(comment.line);
        let item = self.items.iter().find(|item| (item.first..=item.opening).contains(&below));
        match item {
            Some(item) => comment.line..=item.last,
            None => comment.line..=below,
        }
    }

    /// The first line after a comment that is none.
    fn below(&self, line: usize) -> usize {
        let after = self.comments.iter().skip(line).take_while(|is_comment| **is_comment).count();
        line + after + 1
    }
}

struct Items(Vec<Item>);

impl Items {
    fn add(&mut self, item: &impl Spanned, opening: usize) {
        let span = item.span();
        self.0.push(Item { first: span.start().line, opening, last: span.end().line });
    }
}

impl<'ast> Visit<'ast> for Items {
    fn visit_impl_item_fn(&mut self, item: &'ast ImplItemFn) {
        self.add(item, item.block.brace_token.span.open().start().line);
        visit::visit_impl_item_fn(self, item);
    }

    fn visit_item_fn(&mut self, item: &'ast ItemFn) {
        self.add(item, item.block.brace_token.span.open().start().line);
        visit::visit_item_fn(self, item);
    }

    fn visit_item_impl(&mut self, item: &'ast ItemImpl) {
        self.add(item, item.brace_token.span.open().start().line);
        visit::visit_item_impl(self, item);
    }
}
