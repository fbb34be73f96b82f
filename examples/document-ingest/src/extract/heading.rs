//! The headings of a table of items.

use super::fold::{self, Token};
use super::labels::{Sheet, cell_end};
use super::lexicon::{self, Column};
use crate::layout::{Line, Page, Word, join};

/// Lines of one heading are at most this many type sizes apart.
const STACKED: f32 = 1.7;

/// Where a table of items begins on a page, and its columns.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Heading {
    /// The indices of its first and its last line on the page.
    pub(super) lines: (usize, usize),
    /// The columns from left to right.
    pub(super) columns: Vec<HeadedColumn>,
}

/// One column with the place of its heading.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct HeadedColumn {
    /// What it holds.
    pub(super) column: Column,
    /// The left edge of the heading in points.
    pub(super) left: f32,
    /// The right edge of the heading in points.
    pub(super) right: f32,
    /// The heading, folded.
    text: String,
    /// Whether the lexicon knows it.
    known: bool,
}

/// The headings of a page from top to bottom.
pub(super) fn find(sheet: &Sheet<'_>, page: &Page) -> Vec<Heading> {
    let mut headings: Vec<Heading> = Vec::new();
    for (at, line) in page.lines.iter().enumerate() {
        let covered = headings.last().is_some_and(|heading| heading.lines.1 >= at);
        if covered || !bare_of_values(sheet, line) {
            continue;
        }
        let columns = columns(line);
        if columns.iter().any(|column| column.column != Column::Other) {
            let heading = stacked(sheet, page, Heading { lines: (at, at), columns });
            headings.extend(Some(heading).filter(is_table));
        }
    }
    headings
}

/// Whether the columns are those of a table of items: at least two that matter,
/// and one of them a price.
fn is_table(heading: &Heading) -> bool {
    let has = |wanted| heading.columns.iter().any(|column| column.column == wanted);
    let priced = has(Column::Amount) || has(Column::UnitPrice);
    let kinds = [Column::Description, Column::Quantity, Column::UnitPrice, Column::Amount];
    priced && kinds.into_iter().filter(|kind| has(*kind)).count() >= 2
}

/// Whether the line has no amount of money and no long number on it.
fn bare_of_values(sheet: &Sheet<'_>, line: &Line) -> bool {
    let text = line.text();
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    digits <= 3 && !sheet.amounts_in(&text).iter().any(|found| found.is_money())
}

/// The columns one line names. Every cell becomes at least one column, so that
/// what stands below an unknown heading is kept apart from the known ones.
fn columns(line: &Line) -> Vec<HeadedColumn> {
    let tokens = fold::tokens(&line.words);
    let mut columns = Vec::new();
    let mut at = 0;
    while let Some(first) = tokens.get(at) {
        let end = cell_end(line, first.word);
        let cell: Vec<Token> = tokens[at..].iter().take_while(|token| token.word < end).cloned().collect();
        let found = first.starts_word.then(|| lexicon::column_at(&cell)).flatten();
        let (length, column) = found.unwrap_or((1, Column::Other));
        let words = &line.words[first.word..=cell[length - 1].word];
        add(&mut columns, words, column, found.is_some());
        at += length;
    }
    columns
}

/// Adds a column, or, for words no heading knows, widens the column they touch.
fn add(columns: &mut Vec<HeadedColumn>, words: &[Word], column: Column, known: bool) {
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return };
    let touching = columns.last_mut().filter(|before| first.left - before.right < first.size * 0.9);
    match touching {
        Some(before) if !known => before.right = before.right.max(last.right),
        _ => {
            let text = fold::folded(&join(words));
            columns.push(HeadedColumn { column, left: first.left, right: last.right, text, known });
        }
    }
}

/// The heading with the lines right above and below that belong to it.
fn stacked(sheet: &Sheet<'_>, page: &Page, mut heading: Heading) -> Heading {
    while let Some(line) = page.lines.get(heading.lines.1 + 1) {
        let near = close(&page.lines[heading.lines.1], line);
        if !(near && bare_of_digits(line) && bare_of_values(sheet, line) && heading.absorb(line, false)) {
            break;
        }
        heading.lines.1 += 1;
    }
    while let Some(above) = heading.lines.0.checked_sub(1) {
        let line = &page.lines[above];
        let near = close(line, &page.lines[heading.lines.0]);
        if !(near && bare_of_digits(line) && bare_of_values(sheet, line) && heading.absorb(line, true)) {
            break;
        }
        heading.lines.0 = above;
    }
    heading.settle()
}

/// Whether two lines are as near as the lines of one paragraph.
fn close(upper: &Line, lower: &Line) -> bool {
    lower.baseline - upper.baseline <= STACKED * upper.size().max(lower.size())
}

fn bare_of_digits(line: &Line) -> bool {
    !line.words.iter().any(|word| word.text.bytes().any(|byte| byte.is_ascii_digit()))
}

impl Heading {
    /// Takes the words of a further line into the columns they stand over or
    /// under, and known headings beside them as further columns; changes nothing
    /// and says no when other words stand elsewhere, or none over a column.
    fn absorb(&mut self, line: &Line, above: bool) -> bool {
        let mut absorbed = self.columns.clone();
        let mut stacked = false;
        for cell in line.cells() {
            let (Some(first), Some(last)) = (cell.first(), cell.last()) else { continue };
            let over = |column: &&mut HeadedColumn| first.left < column.right && column.left < last.right;
            if let Some(column) = absorbed.iter_mut().find(over) {
                column.stack(&fold::folded(&join(cell)), above);
                column.left = column.left.min(first.left);
                column.right = column.right.max(last.right);
                stacked = true;
            } else {
                let further = columns(&Line { baseline: line.baseline, words: cell.to_vec() });
                if further.iter().any(|column| !column.known) {
                    return false;
                }
                absorbed.extend(further);
            }
        }
        absorbed.sort_by(|a, b| a.left.total_cmp(&b.left));
        if stacked || above {
            self.columns = absorbed;
        }
        stacked || above
    }

    /// Makes the last of several prices the amount when no column is one, and an
    /// amount before the description the quantity when no column is one.
    fn settle(mut self) -> Self {
        let of = |wanted| self.columns.iter().filter(move |column| column.column == wanted).count();
        let (quantities, amounts, prices) = (of(Column::Quantity), of(Column::Amount), of(Column::UnitPrice));
        let described = self.columns.iter().position(|column| column.column == Column::Description);
        if let Some(described) = described.filter(|_| quantities == 0 && amounts > 1) {
            let early = self.columns[..described].iter_mut().find(|column| column.column == Column::Amount);
            if let Some(early) = early {
                early.column = Column::Quantity;
            }
        }
        if amounts == 0 && prices > 1 {
            let last = self.columns.iter_mut().rev().find(|column| column.column == Column::UnitPrice);
            if let Some(last) = last {
                last.column = Column::Amount;
            }
        }
        self
    }
}

impl HeadedColumn {
    /// Adds a line of its heading and reads the whole again.
    fn stack(&mut self, text: &str, above: bool) {
        let whole = if above { format!("{text} {}", self.text) } else { format!("{} {text}", self.text) };
        let word = Word { text: whole.clone(), ..Word::default() };
        let known = lexicon::column_at(&fold::tokens(&[word]));
        if let Some((_, column)) = known {
            self.column = column;
            self.known = true;
        }
        self.text = whole;
    }
}
