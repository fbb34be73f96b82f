//! Whatever a struct with named fields looks like, what is emitted compiles and offends no lint.
#![deny(warnings, missing_docs, unused, unused_qualifications, clippy::all, clippy::pedantic, clippy::nursery)]
#![no_implicit_prelude]

use ::ntro_workflow::{EditCell, Editable, hint::ColumnType};
use ::std::option::Option;
use ::std::string::String;
use ::std::vec::Vec;

/// An author's own amount of money.
#[derive(::std::fmt::Debug, ::std::clone::Clone)]
pub struct Amount(pub i64);

impl EditCell for Amount {
    const COLUMN: ColumnType = ColumnType::Currency;
}

/// A row, over something.
#[derive(::std::fmt::Debug, ::std::clone::Clone, Editable)]
pub struct Line<'a, N: EditCell, const K: usize> {
    /// Its id.
    #[edit]
    pub id: String,
    /// A name that is a keyword.
    #[edit(editable)]
    pub r#type: Option<String>,
    /// Its number.
    #[edit(label = "No.")]
    pub number: N,
    /// Its amount.
    #[edit(editable)]
    pub amount: Option<Amount>,
    /// Not seen.
    pub others: [&'a str; K],
}

/// What is shown.
#[derive(::std::fmt::Debug, ::std::clone::Clone, Editable)]
pub struct Journal {
    /// Debit or credit.
    #[edit(editable, type = "dr_cr")]
    pub side: Vec<u8>,
    /// Its lines.
    #[edit(rows)]
    pub lines: Option<Vec<Line<'static, u32, 2>>>,
    /// More of them.
    #[edit(rows, label = "And more")]
    pub more: [Line<'static, bool, 0>; 3],
}

/// Nothing may be edited.
#[derive(::std::fmt::Debug, ::std::clone::Clone, Editable)]
pub struct Sealed {}

fn main() {
    let fields = <Journal as Editable>::ROWS[0].fields;
    ::std::assert_eq!(fields[1].key, "type");
    ::std::assert_eq!(fields[3].column, ColumnType::Currency);
    ::std::assert!(<Sealed as Editable>::FIELDS.is_empty());
}
