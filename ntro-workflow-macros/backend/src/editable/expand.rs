//! Stage 4: the tables. They are made of a checked struct, so nothing in here can fail.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};

use super::model::{Column, EditableStruct, Field, Rows};
use crate::crate_path::CratePath;
use crate::place::Place;

/// `impl Editable for T`, of data only.
pub(super) fn expand(editable: &EditableStruct) -> TokenStream {
    let EditableStruct { krate, ident, generics, fields, rows } = editable;
    let (impl_generics, type_generics, where_clause) = generics.split_for_impl();
    let fields = fields.iter().map(|entry| field(krate, entry));
    let rows = rows.iter().map(|entry| list(krate, entry));
    quote! {
        #[automatically_derived]
        impl #impl_generics #krate::wire::editable::Editable for #ident #type_generics #where_clause {
            const FIELDS: &'static [#krate::wire::editable::EditField] = &[#(#fields),*];
            const ROWS: &'static [#krate::wire::editable::EditRows] = &[#(#rows),*];
        }
    }
}

fn field(krate: &CratePath, field: &Field) -> TokenStream {
    let Field { key, label, column, currency_key, editable } = field;
    let column = match column {
        Column::Said(word) => {
            let variant = word.variant();
            quote!(#krate::wire::hint::ColumnType::#variant)
        }
        Column::Of(ty) => {
            // A type that fills no column of its own is reported where the author names it.
            let place = Place::of(ty);
            let krate = krate.at(place);
            place.take(quote_spanned!(place.start()=> <#ty as #krate::wire::editable::EditCell>::COLUMN))
        }
    };
    let currency_key = currency_key.as_ref().map(|key| quote!(.currency_key(#key)));
    let editable = editable.then(|| quote!(.editable()));
    quote!(#krate::wire::editable::EditField::new(#key, #label, #column) #currency_key #editable)
}

fn list(krate: &CratePath, rows: &Rows) -> TokenStream {
    let Rows { key, label, ty } = rows;
    let place = Place::of(ty);
    let krate = krate.at(place);
    place.take(quote_spanned!(place.start()=> #krate::wire::editable::EditRows::of::<#ty>(#key, #label)))
}
