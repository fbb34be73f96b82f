//! A list of rows of a payload.

use super::{EditField, Editable};

/// A list of rows, and what people may edit of each.
///
/// ```
/// use ntro_workflow::wire::editable::{EditField, EditRows, Editable};
/// use ntro_workflow::wire::hint::ColumnType;
///
/// struct Line;
///
/// impl Editable for Line {
///     const FIELDS: &'static [EditField] = &[EditField::new("amount", "Amount", ColumnType::Number)];
///     const ROWS: &'static [EditRows] = &[];
/// }
///
/// const LINES: EditRows = EditRows::of::<Vec<Line>>("lines", "Lines");
/// assert_eq!((LINES.key, LINES.fields.len()), (Some("lines"), 1));
/// assert_eq!(<Vec<Line>>::ROWS[0].key, None); // the payload itself is the list
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct EditRows {
    /// Its key in the payload; none where the payload itself is the list.
    pub key: Option<&'static str>,
    /// What people read above it.
    pub label: &'static str,
    /// The columns.
    pub fields: &'static [EditField],
}

impl EditRows {
    /// The list of rows under a key.
    ///
    /// # Panics
    /// While the program is compiled, where the rows have rows of their own: no correction reaches those.
    #[must_use]
    pub const fn of<L: RowList + ?Sized>(key: &'static str, label: &'static str) -> Self {
        assert!(
            <L::Row as Editable>::ROWS.is_empty(),
            "a row has no `#[edit(rows)]` of its own: a correction names a row of the payload, so move them there",
        );
        Self { key: Some(key), label, fields: <L::Row as Editable>::FIELDS }
    }

    /// The payload that is a list of rows.
    ///
    /// # Panics
    /// As [`EditRows::of`].
    #[must_use]
    pub const fn whole<L: RowList + ?Sized>() -> Self {
        Self { key: None, ..Self::of::<L>("", "Rows") }
    }
}

/// A list whose rows people may edit: `Vec<Row>`, `Option<Vec<Row>>`, `Box<[Row]>` or `[Row; N]`, where the
/// row is [`Editable`].
///
/// ```
/// use ntro_workflow::wire::editable::{Editable, RowList};
///
/// fn columns<L: RowList>() -> usize {
///     <L::Row as Editable>::FIELDS.len()
/// }
/// # struct Line;
/// # impl Editable for Line {
/// #     const FIELDS: &'static [ntro_workflow::wire::editable::EditField] = &[];
/// #     const ROWS: &'static [ntro_workflow::wire::editable::EditRows] = &[];
/// # }
/// assert_eq!(columns::<Option<Vec<Line>>>(), 0);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no list of rows that people may edit",
    note = "`#[edit(rows)]` belongs on a `Vec<Row>`, where `Row` has `#[derive(Editable)]`"
)]
pub trait RowList {
    /// The type of a row.
    type Row: Editable;
}

impl<R: Editable> RowList for Vec<R> {
    type Row = R;
}

impl<R: Editable> RowList for Box<[R]> {
    type Row = R;
}

impl<R: Editable, const N: usize> RowList for [R; N] {
    type Row = R;
}

impl<L: RowList> RowList for Option<L> {
    type Row = L::Row;
}
