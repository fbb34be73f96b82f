//! Labels on the pages, and the values that stand beside or below them.

use super::dates::{self, DayOrder, FoundDate};
use super::fold::{self, Token};
use super::lexicon::{self, Kind};
use super::money::{self, DecimalSign, FoundAmount};
use crate::layout::{Layout, Line, Page, parted};

/// A value below a label is at most this many type sizes away from it.
const BELOW: f32 = 3.2;
/// Words of one amount, such as `1 234,56`, stand closer than this many type sizes.
const CLOSE: f32 = 0.45;
/// A value beside a label may be so many type sizes higher or lower.
const OFF_LINE: f32 = 0.6;
/// How much, in points, a value may stick out of its column.
const SLACK: f32 = 4.0;

/// A document with its habits and labels, ready to be asked for fields.
pub(super) struct Sheet<'a> {
    /// The words.
    pub(super) layout: &'a Layout,
    /// How the document writes decimals.
    pub(super) decimal: DecimalSign,
    /// How the document writes dates.
    pub(super) order: DayOrder,
    /// Every label, page by page from top to bottom.
    pub(super) labels: Vec<Label>,
}

/// A phrase of the lexicon on a page.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Label {
    /// What it announces.
    pub(super) kind: Kind,
    /// The index of its page.
    pub(super) page: usize,
    /// The index of its line on the page.
    pub(super) line: usize,
    /// The indices of its first and its last word on the line.
    pub(super) words: (usize, usize),
    /// The byte in its last word after its end.
    pub(super) end: usize,
    /// Whether it is the first thing in its cell.
    pub(super) opens_cell: bool,
}

/// How a value stands to its label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Relation {
    /// In the same cell, right after it.
    After,
    /// In the next cell of the line.
    Right,
    /// In its column, on a line below.
    Below,
}

/// A text near a label that may be its value.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Value {
    /// The text; words further apart than a space have two spaces between them.
    pub(super) text: String,
    /// Where it stands.
    pub(super) relation: Relation,
    /// How well the place suits a value: 0 to 1.
    pub(super) fit: f64,
    /// The index of the line on the page it stands on.
    pub(super) line: usize,
}

impl<'a> Sheet<'a> {
    /// Finds the habits and the labels of the document.
    pub(super) fn new(layout: &'a Layout) -> Self {
        let text = layout.text();
        let labels = labels(layout);
        let (decimal, order) = (money::decimal_sign(&text), dates::order_of(&text));
        Self { layout, decimal, order, labels }
    }

    /// The labels of the given kinds.
    pub(super) fn of(&self, kinds: &[Kind]) -> impl Iterator<Item = &Label> {
        self.labels.iter().filter(move |label| kinds.contains(&label.kind))
    }

    /// The page of a label.
    pub(super) fn page(&self, label: &Label) -> &'a Page {
        &self.layout.pages[label.page]
    }

    /// The line of a label.
    pub(super) fn line(&self, label: &Label) -> &'a Line {
        &self.page(label).lines[label.line]
    }

    /// The labels on a line, from left to right.
    pub(super) fn on_line(&self, page: usize, line: usize) -> impl Iterator<Item = &Label> {
        let from = self.labels.partition_point(|label| (label.page, label.line) < (page, line));
        self.labels[from..].iter().take_while(move |label| (label.page, label.line) == (page, line))
    }

    /// The texts that may be the label's value, the likeliest place first.
    pub(super) fn values(&self, label: &Label) -> Vec<Value> {
        let after = self.after(label);
        let mut values: Vec<Value> = after.into_iter().collect();
        values.extend(self.right(label));
        values.extend(self.below(label));
        values
    }

    /// What follows the label in its own cell, up to the next label that does
    /// not follow at once. Small words before a date end nothing.
    fn after(&self, label: &Label) -> Option<Value> {
        let line = self.line(label);
        let cell_end = cell_end(line, label.words.1);
        let mut from = (label.words.1, label.end);
        let mut until = cell_end;
        let own = from;
        let later = self.on_line(label.page, label.line).filter(|next| {
            next.words.0 >= label.words.1 && (next.words.0, next.end) > own && next.words.0 < cell_end
        });
        for next in later.filter(|next| !self.is_small_word(next)) {
            let written = spell(line, from, next.words.0).chars().any(char::is_alphanumeric);
            if written || label.kind == Kind::Title {
                until = next.words.0;
                break;
            }
            from = (next.words.1, next.end);
        }
        let text = spell(line, from, until);
        let empty = !text.chars().any(char::is_alphanumeric);
        (!empty).then_some(Value { text, relation: Relation::After, fit: 1.0, line: label.line })
    }

    /// Whether the label is only a word such as `vom` or `du` before a date.
    pub(super) fn is_small_word(&self, label: &Label) -> bool {
        let word = &self.line(label).words[label.words.0].text;
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        label.kind == Kind::PlainDate && letters <= 3 && !word.ends_with(':')
    }

    /// The next cell of the line, if it is not a label itself; for want of one,
    /// the cell to the right whose baseline is a little off, as in forms.
    fn right(&self, label: &Label) -> Option<Value> {
        let line = self.line(label);
        let start = cell_end(line, label.words.1);
        let edge = line.words[label.words.1].right;
        let beside = (start < line.words.len()).then_some((label.line, start, 0.97));
        let (at, start, fit) = beside.or_else(|| self.off_line(label, edge))?;
        let lower = &self.page(label).lines[at];
        let labelled = |next: &Label| next.words.0 == start && next.kind != Kind::Title;
        if self.on_line(label.page, at).any(labelled) {
            return None;
        }
        let text = spell(lower, (start, 0), cell_end(lower, start));
        let gap = (lower.words[start].left - edge) / self.page(label).width.max(1.0);
        let fit = fit - 0.3 * f64::from(gap.clamp(0.0, 1.0));
        Some(Value { text, relation: Relation::Right, fit, line: at })
    }

    /// The first cell right of `edge` on a neighbouring line that overlaps the
    /// label's line in height: its line, its first word, and how well it suits.
    fn off_line(&self, label: &Label, edge: f32) -> Option<(usize, usize, f64)> {
        let line = self.line(label);
        let neighbours = [label.line + 1, label.line.wrapping_sub(1)];
        neighbours.into_iter().find_map(|at| {
            let near = self.page(label).lines.get(at)?;
            let reach = OFF_LINE * near.size().max(line.size());
            let first = near.words.iter().position(|word| word.left > edge)?;
            let close = (near.baseline - line.baseline).abs() <= reach;
            (close && cell_start(near, first) == first).then_some((at, first, 0.85))
        })
    }

    /// The amounts that follow the label on its line, up to the first label that
    /// stands behind one of them. Dates and rates are no amounts.
    pub(super) fn amounts_after(&self, label: &Label) -> Vec<FoundAmount> {
        let line = self.line(label);
        let from = (label.words.1, label.end);
        let later = self.on_line(label.page, label.line).filter(|next| next.words.0 > label.words.1);
        for next in later {
            let amounts = self.amounts_in(&spell(line, from, next.words.0));
            if amounts.iter().any(FoundAmount::is_money) {
                return amounts;
            }
        }
        self.amounts_in(&spell(line, from, line.words.len()))
    }

    /// The amounts in a text; dates and rates are none.
    pub(super) fn amounts_in(&self, text: &str) -> Vec<FoundAmount> {
        let dates = dates::find(text, self.order);
        let outside = |found: &FoundAmount| {
            let overlaps = |date: &FoundDate| found.start < date.end && date.start < found.end;
            !found.percent && !dates.iter().any(overlaps)
        };
        money::find(text, self.decimal).into_iter().filter(outside).collect()
    }

    /// What stands in the label's column on the nearest line below that has
    /// something there.
    fn below(&self, label: &Label) -> Option<Value> {
        let line = self.line(label);
        let limit = BELOW * line.size();
        let lower = self.page(label).lines.iter().enumerate().skip(label.line + 1);
        let near = lower.take_while(|(_, lower)| lower.baseline - line.baseline <= limit);
        let mut cells = near.filter_map(|(at, lower)| self.under(label, lower).map(|cell| (at, lower, cell)));
        let (at, lower, (first, last, aligned)) = cells.next()?;
        if self.on_line(label.page, at).any(|next| next.words.0 == first) {
            return None;
        }
        let drop = f64::from((lower.baseline - line.baseline) / limit);
        let text = spell(lower, (first, 0), last + 1);
        let fit = (0.92 - 0.1 * drop) * if aligned { 1.0 } else { 0.9 };
        Some(Value { text, relation: Relation::Below, fit, line: at })
    }

    /// The amounts of the label's column, from the nearest down; a line without
    /// one ends it.
    pub(super) fn amounts_below(&self, label: &Label) -> Vec<(FoundAmount, f64)> {
        let mut amounts = Vec::new();
        let mut before = self.line(label);
        let page = self.page(label);
        for lower in page.lines.iter().skip(label.line + 1) {
            if lower.baseline - before.baseline > BELOW * before.size() {
                break;
            }
            let Some((first, last, aligned)) = self.under(label, lower) else { continue };
            let found = self.amounts_in(&spell(lower, (first, 0), last + 1));
            let Some(found) = found.into_iter().find(FoundAmount::is_money) else { break };
            amounts.push((found, if aligned { 0.85 } else { 0.75 }));
            before = lower;
        }
        amounts
    }

    /// The cell of a lower line that stands under the label: its first and last
    /// word, and whether it is aligned with the label on one side.
    fn under(&self, label: &Label, lower: &Line) -> Option<(usize, usize, bool)> {
        let line = self.line(label);
        let (from, until) = self.column(label);
        let end = cell_end(line, label.words.1) - 1;
        let (left, right) = (line.words[label.words.0].left, line.words[end].right);
        let off = |cell: &(usize, usize)| {
            let (first, last) = (lower.words[cell.0].left, lower.words[cell.1].right);
            let sides = [first - left, last - right, (first + last - left - right) / 2.0];
            sides.into_iter().map(f32::abs).fold(f32::MAX, f32::min)
        };
        let overlaps =
            |cell: &(usize, usize)| lower.words[cell.0].left < right && left < lower.words[cell.1].right;
        let cells = cells_between(lower, from, until).into_iter();
        let best = cells.filter(overlaps).min_by(|a, b| off(a).total_cmp(&off(b)))?;
        Some((best.0, best.1, off(&best) <= SLACK))
    }

    /// The x from which and up to which the label's column reaches: from the end
    /// of the cell before it to the beginning of the cell after it.
    fn column(&self, label: &Label) -> (f32, f32) {
        let line = self.line(label);
        let words = &line.words;
        let left = words[label.words.0].left;
        let after = words.get(cell_end(line, label.words.1)).map(|word| word.left);
        let before = cell_start(line, label.words.0).checked_sub(1).map(|at| words[at].right);
        let until = after.unwrap_or(f32::MAX) - SLACK;
        (before.map_or(0.0, |right| (left - 60.0).max(right)), until)
    }
}

/// The cells between two x, each by its first and its last word. A cell that
/// sticks out counts with the words inside.
fn cells_between(line: &Line, from: f32, until: f32) -> Vec<(usize, usize)> {
    let mut cells: Vec<(usize, usize)> = Vec::new();
    for (at, word) in line.words.iter().enumerate() {
        let middle = (word.left + word.right) / 2.0;
        if word.left < from - SLACK || middle > until {
            continue;
        }
        match cells.last_mut().filter(|cell| cell.1 + 1 == at && !parted(&line.words[cell.1], word)) {
            Some(cell) => cell.1 = at,
            None => cells.push((at, at)),
        }
    }
    cells
}

/// The index of the word after the cell that holds word `at`.
pub(super) fn cell_end(line: &Line, at: usize) -> usize {
    let rest = line.words[at..].windows(2);
    let same = rest.take_while(|pair| !parted(&pair[0], &pair[1])).count();
    at + same + 1
}

/// The index of the first word of the cell that holds word `at`.
pub(super) fn cell_start(line: &Line, at: usize) -> usize {
    let before = line.words[..=at].windows(2).rev();
    at - before.take_while(|pair| !parted(&pair[0], &pair[1])).count()
}

/// The text from a byte of a word up to (not with) another word. Words further
/// apart than a space get two spaces, so that `1  399,00` stays two numbers.
pub(super) fn spell(line: &Line, (from, byte): (usize, usize), until: usize) -> String {
    let mut text = String::new();
    let words = line.words.get(from..until.max(from)).unwrap_or_default();
    for (at, word) in words.iter().enumerate() {
        if let Some(before) = at.checked_sub(1).map(|before| &words[before]) {
            let close = word.left - before.right < CLOSE * word.size.max(before.size);
            text.push_str(if close { " " } else { "  " });
        }
        let part = if at == 0 { word.text.get(byte..).unwrap_or_default() } else { &word.text };
        text.push_str(part);
    }
    text
}

/// Every label of the document.
fn labels(layout: &Layout) -> Vec<Label> {
    let mut labels = Vec::new();
    for (page, sheet) in layout.pages.iter().enumerate() {
        for (line, row) in sheet.lines.iter().enumerate() {
            on_row(page, line, row, &mut labels);
        }
    }
    labels
}

/// Adds the labels of one line; labels do not overlap, and none reaches from
/// one cell into another.
fn on_row(page: usize, line: usize, row: &Line, labels: &mut Vec<Label>) {
    let tokens = fold::tokens(&row.words);
    let mut at = 0;
    while let Some(first) = tokens.get(at) {
        let same_cell = tokens[at..].iter().take_while(|token| token.word < cell_end(row, first.word));
        let cell: Vec<Token> = same_cell.cloned().collect();
        let found = first.starts_word.then(|| lexicon::field_at(&cell)).flatten();
        let found = found.filter(|(length, kind)| is_label(row, &cell, *length, *kind));
        let Some((length, kind)) = found else {
            at += 1;
            continue;
        };
        let last = &tokens[at + length - 1];
        let opens_cell = cell_start(row, first.word) == first.word;
        let words = (first.word, last.word);
        labels.push(Label { kind, page, line, words, end: last.end, opens_cell });
        at += length;
    }
}

/// Whether the words are a label here and not just part of a sentence: a short
/// one such as `to` only when it is all of its cell or has a colon, a short one
/// such as `du` only before a number.
fn is_label(row: &Line, cell: &[Token], length: usize, kind: Kind) -> bool {
    let letters: usize = cell[..length].iter().map(|token| token.text.len()).sum();
    if letters > 4 || !matches!(kind, Kind::Buyer | Kind::Seller | Kind::PlainDate) {
        return true;
    }
    let last = &cell[length - 1];
    let colon = row.words[last.word].text[last.end..].starts_with(':');
    let next = cell.get(length);
    let numbered = next.is_some_and(|next| next.text.starts_with(|c: char| c.is_ascii_digit()));
    let alone = next.is_none() && cell_start(row, cell[0].word) == cell[0].word;
    colon || alone || (numbered && kind == Kind::PlainDate) || (letters == 4 && kind == Kind::PlainDate)
}
