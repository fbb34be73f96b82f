//! The words of a document and where they stand on its pages.
//!
//! Lengths are in PDF points (1/72 inch); x grows to the right and y grows
//! DOWN from the top left corner of the page, as a person reads.

use serde::{Deserialize, Serialize};

/// A gap between two words wider than this many times the type size ends a cell.
const CELL_GAP: f32 = 0.9;

/// A document as positioned text, in reading order.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Layout {
    /// The pages, the first one first.
    pub pages: Vec<Page>,
}

/// One page.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Page {
    /// Width in points.
    pub width: f32,
    /// Height in points.
    pub height: f32,
    /// The lines, from top to bottom.
    pub lines: Vec<Line>,
}

/// Words that share a baseline, from left to right; columns standing side by
/// side are parts of one line.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Line {
    /// The y of the baseline in points.
    pub baseline: f32,
    /// The words, from left to right; never empty in a layout read from a PDF.
    pub words: Vec<Word>,
}

/// A run of characters without a space.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Word {
    /// The characters.
    pub text: String,
    /// The x of the left edge in points.
    pub left: f32,
    /// The x of the right edge in points.
    pub right: f32,
    /// The type size in points.
    pub size: f32,
}

impl Layout {
    /// The whole text: one line per line, cells two spaces apart, pages parted
    /// by a form feed.
    #[must_use]
    pub fn text(&self) -> String {
        let pages: Vec<String> = self.pages.iter().map(Page::text).collect();
        pages.join("\u{c}\n")
    }
}

impl Page {
    /// The text of the page, one line per line, each ended by a line feed.
    #[must_use]
    pub fn text(&self) -> String {
        self.lines.iter().map(|line| line.text() + "\n").collect()
    }
}

impl Line {
    /// The words joined by one space, cells by two.
    #[must_use]
    pub fn text(&self) -> String {
        let cells: Vec<String> = self.cells().iter().map(|cell| join(cell)).collect();
        cells.join("  ")
    }

    /// The words in groups that stand visibly apart.
    #[must_use]
    pub fn cells(&self) -> Vec<&[Word]> {
        self.words.chunk_by(|before, after| !parted(before, after)).collect()
    }

    /// The largest type size on the line, in points.
    #[must_use]
    pub fn size(&self) -> f32 {
        self.words.iter().map(|word| word.size).fold(0.0, f32::max)
    }
}

/// Whether a gap between neighbours is wide enough to part two cells.
#[must_use]
pub(crate) fn parted(before: &Word, after: &Word) -> bool {
    after.left - before.right > CELL_GAP * before.size.max(after.size)
}

/// The words joined by spaces.
#[must_use]
pub(crate) fn join(words: &[Word]) -> String {
    let texts: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
    texts.join(" ")
}
