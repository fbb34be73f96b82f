//! Whether a type says what people may edit of it, as a constant, without asking that every type does.

use std::marker::PhantomData;

use crate::wire::{EditRules, Editable};

/// A type of which the macro wants to know.
pub struct Said<T: ?Sized>(PhantomData<T>);

impl<T: Editable> Said<T> {
    /// What it says: an inherent constant goes before that of a trait.
    pub const EDITS: Option<EditRules> = Some(EditRules::of::<T>());
}

/// What is so of every other type.
pub trait SaysNothing {
    /// Nothing.
    const EDITS: Option<EditRules> = None;
}

impl<T: ?Sized> SaysNothing for Said<T> {}
