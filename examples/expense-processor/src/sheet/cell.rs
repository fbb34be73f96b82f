//! The cells of a sheet, before anybody knows what they mean.

use fund_values::{Amount, Day};

/// What a cell has in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Cell {
    #[default]
    Empty,
    Text(String),
    Number(Amount),
    Day(Day),
}

/// One table: a file of text, or a sheet of a workbook.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Grid {
    /// Its name, where it has one.
    pub(super) name: Option<String>,
    /// The rows that are not empty.
    pub(super) rows: Vec<Row>,
}

/// One row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Row {
    /// As people count: the first one is 1.
    pub(super) number: usize,
    pub(super) cells: Vec<Cell>,
}

impl Cell {
    /// A text, unless nothing is in it.
    pub(super) fn text(text: &str) -> Self {
        let tidy = super::tidy(text);
        if tidy.is_empty() { Self::Empty } else { Self::Text(tidy) }
    }

    pub(super) fn is_empty(&self) -> bool {
        *self == Self::Empty
    }

    /// The text of the cell as a person reads it.
    pub(super) fn shown(&self) -> Option<String> {
        match self {
            Self::Empty => None,
            Self::Text(text) => Some(text.clone()),
            Self::Number(number) => {
                let shown = number.to_string();
                Some(shown.strip_suffix(".00").map_or(shown.clone(), str::to_owned))
            }
            Self::Day(day) => Some(day.to_string()),
        }
    }
}

impl Row {
    /// The cell of a column; empty beyond the last one.
    pub(super) fn cell(&self, column: usize) -> &Cell {
        static EMPTY: Cell = Cell::Empty;
        self.cells.get(column).unwrap_or(&EMPTY)
    }
}
