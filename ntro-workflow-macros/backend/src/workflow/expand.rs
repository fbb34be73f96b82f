//! Stage 4: the code. It is made of a checked runbook, so nothing in here can fail.

mod author;
mod definition;
mod history;
mod step;
mod tables;

use proc_macro2::TokenStream;
use quote::quote;

use crate::handle;
use crate::workflow::model::Runbook;

/// The author's impl first, then the runbook's definition and its typed handles.
pub(super) fn expand(runbook: &Runbook) -> TokenStream {
    let author = author::implementation(runbook);
    let definition = definition::implementation(runbook);
    let handles = handle::constants(&runbook.krate, &runbook.source, &runbook.parts.handles);
    quote!(#author #definition #handles)
}
