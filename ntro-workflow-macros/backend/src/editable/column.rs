//! The types of columns, in the words of the contract.

use proc_macro2::Span;
use syn::{Ident, LitStr};

use crate::errors::Problem;
use crate::suggest::{did_you_mean, listed, nearest};

/// The type of a column, in a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ColumnWord {
    word: &'static str,
    variant: &'static str,
}

const fn column(word: &'static str, variant: &'static str) -> ColumnWord {
    ColumnWord { word, variant }
}

/// An amount of money.
pub(super) const CURRENCY: ColumnWord = column("currency", "Currency");

const KNOWN: [ColumnWord; 6] = [
    column("text", "Text"),
    column("number", "Number"),
    CURRENCY,
    column("date", "Date"),
    column("boolean", "Boolean"),
    column("dr_cr", "DrCr"),
];

impl ColumnWord {
    /// The column that a word means, or that there is none.
    pub(super) fn of(literal: &LitStr) -> Result<Self, Problem> {
        let word = literal.value();
        KNOWN.into_iter().find(|known| known.word == word).ok_or_else(|| {
            let words = KNOWN.map(|known| known.word);
            Problem::at(literal, format!("there is no column type `{word}`"))
                .note(format!("screens know {}", listed(&words, "and")))
                .maybe_help(did_you_mean(&nearest(&word, words, 1)))
        })
    }

    /// The runtime's name for it.
    pub(super) fn variant(self) -> Ident {
        Ident::new(self.variant, Span::mixed_site())
    }
}
