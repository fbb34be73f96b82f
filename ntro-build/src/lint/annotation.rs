//! The attribute that makes a runbook of an impl, however it is written: under a `cfg_attr`, or by another
//! name that a `use` gives it.

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{AttrStyle, ItemImpl};

use crate::attribute::Attribute;
use crate::lint::file::File;
use crate::lint::scope::Scope;

/// The macro.
const MACRO: &str = "ntro_workflow";

/// `#[ntro_workflow(…)]` over an impl, as the macro gets it.
pub(super) struct Annotation {
    pub(super) arguments: TokenStream,
    /// What stands under it.
    pub(super) item: TokenStream,
}

impl Annotation {
    /// Reads the attributes of an impl, if it is a runbook's.
    pub(super) fn of(item: &ItemImpl, file: &File<'_>, scope: &Scope<'_>) -> Option<Self> {
        let mut attributes = file.attributes(&item.attrs).list;
        let position = attributes.iter().position(|attribute| is_macro(attribute, scope))?;
        let arguments = attributes.remove(position).arguments();
        let mut bare = item.clone();
        bare.attrs.retain(|attribute| matches!(attribute.style, AttrStyle::Inner(_)));
        let others: TokenStream = attributes.iter().flat_map(Attribute::to_tokens).collect();
        Some(Self { arguments, item: others.into_iter().chain(bare.into_token_stream()).collect() })
    }
}

/// Whether an impl is a runbook's.
pub(super) fn is_annotated(item: &ItemImpl, file: &File<'_>, scope: &Scope<'_>) -> bool {
    file.attributes(&item.attrs).list.iter().any(|attribute| is_macro(attribute, scope))
}

fn is_macro(attribute: &Attribute, scope: &Scope<'_>) -> bool {
    let names: Vec<String> = attribute.path.split("::").map(str::to_owned).collect();
    let is_macro = |path: &[String]| path.last().is_some_and(|name| name == MACRO);
    is_macro(&names) || scope.meanings(&names).iter().any(|meaning| is_macro(&meaning.path))
}
