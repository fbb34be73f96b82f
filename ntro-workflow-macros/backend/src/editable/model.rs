//! Stage 2: what people may edit of a struct. Nothing in it changes once it is checked.

use syn::{Generics, Ident, Type};

use super::column::ColumnWord;
use crate::crate_path::CratePath;

/// A struct with what people see of it, and may edit.
#[derive(Debug)]
pub(super) struct EditableStruct {
    pub(super) krate: CratePath,
    pub(super) ident: Ident,
    pub(super) generics: Generics,
    pub(super) fields: Vec<Field>,
    pub(super) rows: Vec<Rows>,
}

/// A field that people see, and perhaps edit.
#[derive(Debug)]
pub(super) struct Field {
    /// Its key in the JSON.
    pub(super) key: String,
    pub(super) label: String,
    pub(super) column: Column,
    pub(super) currency_key: Option<String>,
    pub(super) editable: bool,
}

/// Which column a field is.
#[derive(Debug)]
pub(super) enum Column {
    /// As the author says.
    Said(ColumnWord),
    /// As the type of the field says.
    Of(Box<Type>),
}

/// A field that is a list of rows.
#[derive(Debug)]
pub(super) struct Rows {
    pub(super) key: String,
    pub(super) label: String,
    pub(super) ty: Type,
}

impl EditableStruct {
    /// The same struct, of which nothing is said.
    pub(super) fn emptied(self) -> Self {
        Self { fields: Vec::new(), rows: Vec::new(), ..self }
    }
}
