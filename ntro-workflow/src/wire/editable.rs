//! What people may edit of a payload, as its author's types say: const tables, written by the derive.
//!
//! | file | idea |
//! | --- | --- |
//! | `cell` | which column a Rust type fills |
//! | `field` | one field: a column of a table, or a header field |
//! | `rows` | a list of rows, and the fields of each |

mod cell;
mod field;
mod rows;

pub use cell::EditCell;
pub use field::EditField;
pub use rows::{EditRows, RowList};

/// A type that says what people may edit of it. Implemented by `#[derive(Editable)]`.
///
/// On the type of a row, the fields are the columns of its table. On a payload, they are header fields, and
/// the lists of rows are its tables. A field that is in no table is not shown by one and cannot be edited.
///
/// ```
/// use ntro_workflow::wire::editable::{EditField, EditRows, Editable};
/// use ntro_workflow::wire::hint::ColumnType;
///
/// struct Line;
///
/// impl Editable for Line {
///     const FIELDS: &'static [EditField] = &[
///         EditField::new("account", "Account", ColumnType::Text),
///         EditField::new("amount", "Amount", ColumnType::Currency).editable(),
///     ];
///     const ROWS: &'static [EditRows] = &[];
/// }
///
/// struct Journal;
///
/// impl Editable for Journal {
///     const FIELDS: &'static [EditField] = &[];
///     const ROWS: &'static [EditRows] = &[EditRows::of::<Vec<Line>>("lines", "Lines")];
/// }
///
/// let editable = |field: &&EditField| field.editable;
/// assert_eq!(Journal::ROWS[0].fields.iter().find(editable).map(|field| field.key), Some("amount"));
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not say what people may edit of it",
    note = "write `#[derive(Editable)]` on it, and `#[edit(…)]` on its fields"
)]
pub trait Editable {
    /// The columns of a row, or the header fields of a payload, in the order in which they are shown.
    const FIELDS: &'static [EditField];
    /// The lists of rows of a payload, in the order in which they are shown.
    const ROWS: &'static [EditRows];
}

/// A payload that is a list of rows.
impl<R: Editable> Editable for Vec<R> {
    const FIELDS: &'static [EditField] = &[];
    const ROWS: &'static [EditRows] = &[EditRows::whole::<Self>()];
}

impl<T: Editable> Editable for Option<T> {
    const FIELDS: &'static [EditField] = T::FIELDS;
    const ROWS: &'static [EditRows] = T::ROWS;
}

impl<T: Editable> Editable for Box<T> {
    const FIELDS: &'static [EditField] = T::FIELDS;
    const ROWS: &'static [EditRows] = T::ROWS;
}

/// What people may edit at a gate: the tables of a type, as a value.
///
/// ```
/// use ntro_workflow::wire::editable::{EditField, EditRules};
/// use ntro_workflow::wire::hint::ColumnType;
///
/// const NOTE: &[EditField] = &[EditField::new("note", "Note", ColumnType::Text).editable()];
/// let rules = EditRules { fields: NOTE, rows: &[] };
/// assert!(rules.fields[0].editable);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EditRules {
    /// The header fields.
    pub fields: &'static [EditField],
    /// The lists of rows.
    pub rows: &'static [EditRows],
}

impl EditRules {
    /// What the type `T` says.
    ///
    /// ```
    /// use ntro_workflow::wire::editable::{EditField, EditRows, EditRules, Editable};
    ///
    /// struct Sealed;
    ///
    /// impl Editable for Sealed {
    ///     const FIELDS: &'static [EditField] = &[];
    ///     const ROWS: &'static [EditRows] = &[];
    /// }
    ///
    /// const NOTHING: EditRules = EditRules::of::<Sealed>();
    /// assert_eq!(NOTHING, EditRules { fields: &[], rows: &[] });
    /// ```
    #[must_use]
    pub const fn of<T: Editable + ?Sized>() -> Self {
        Self { fields: T::FIELDS, rows: T::ROWS }
    }
}
