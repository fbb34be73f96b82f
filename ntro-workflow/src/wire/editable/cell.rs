//! Which column a Rust type fills. The type says it, and never the name of a field.

use std::borrow::Cow;
use std::num::{
    NonZeroI8, NonZeroI16, NonZeroI32, NonZeroI64, NonZeroIsize, NonZeroU8, NonZeroU16, NonZeroU32,
    NonZeroU64, NonZeroUsize,
};

use crate::wire::hint::ColumnType;

/// A type that fills a column of a known type, so that `#[edit(…)]` need not say which.
///
/// ```
/// use ntro_workflow::wire::editable::EditCell;
/// use ntro_workflow::wire::hint::ColumnType;
///
/// struct Amount(i64);
///
/// impl EditCell for Amount {
///     const COLUMN: ColumnType = ColumnType::Currency;
/// }
///
/// assert_eq!(<Option<Amount>>::COLUMN, ColumnType::Currency);
/// assert_eq!((String::COLUMN, u32::COLUMN, bool::COLUMN), (ColumnType::Text, ColumnType::Number, ColumnType::Boolean));
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not say which column it fills",
    note = "write `type = \"…\"` in its `#[edit(…)]`: `text`, `number`, `currency`, `date`, `boolean` or `dr_cr`",
    note = "or implement `EditCell` for it"
)]
pub trait EditCell {
    /// The type of the column.
    const COLUMN: ColumnType;
}

impl<T: EditCell> EditCell for Option<T> {
    const COLUMN: ColumnType = T::COLUMN;
}

impl<T: EditCell> EditCell for Box<T> {
    const COLUMN: ColumnType = T::COLUMN;
}

macro_rules! fills {
    ($column:ident: $($type:ty),* $(,)?) => {
        $(impl EditCell for $type {
            const COLUMN: ColumnType = ColumnType::$column;
        })*
    };
}

fills!(Boolean: bool);
fills!(Text: String, char, Cow<'static, str>);
fills!(Number: u8, u16, u32, u64, u128, usize, i8, i16, i32, i64, i128, isize, f32, f64);
fills!(Number: NonZeroU8, NonZeroU16, NonZeroU32, NonZeroU64, NonZeroUsize);
fills!(Number: NonZeroI8, NonZeroI16, NonZeroI32, NonZeroI64, NonZeroIsize);
fills!(Date: jiff::Timestamp, jiff::civil::Date, jiff::civil::DateTime);
