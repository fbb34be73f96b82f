//! What the macros refuse outside of annotated impls: their helpers where no macro reads them, and the
//! derives.

use ntro_workflow_macros_backend::{Errors, Helper, editable, misplaced, observable};
use proc_macro2::{Span, TokenStream};
use quote::ToTokens;
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::{Attribute, ImplItem, Item, Path, Token};

use crate::lint::file::File;
use crate::lint::paths::paths;
use crate::lint::scope::Scope;
use crate::problem::{Place, Problem};

const CRATE: &str = "ntro_workflow";

/// The attributes of an impl that are no macros: any other may read its methods' attributes.
const NO_MACROS: [&str; 7] = ["allow", "cfg", "deny", "doc", "expect", "forbid", "warn"];

const HELPERS: [(&str, Helper); 7] = [
    ("run", Helper::Run),
    ("ui_step", Helper::UiStep),
    ("signal", Helper::Signal),
    ("query", Helper::Query),
    ("update", Helper::Update),
    ("init", Helper::Init),
    ("activity", Helper::Activity),
];

/// What the macros will say of a file, but for those on impls.
pub(super) fn in_file(file: &File<'_>) -> Vec<Problem> {
    let mut found = Vec::new();
    file.for_each_module(|items, scope| {
        for item in items {
            for (errors, place) in in_item(item, file, scope) {
                found.extend(errors.iter().map(|problem| {
                    // A mistake without tokens of its own is that of the whole.
                    let span = Some(problem.span()).filter(|span| !span.byte_range().is_empty());
                    Problem::new(Place::of(file.path, span.unwrap_or(place)), problem.text())
                }));
            }
        }
    });
    found
}

fn in_item(item: &Item, file: &File<'_>, scope: &Scope<'_>) -> Vec<(Errors, Span)> {
    match item {
        Item::Fn(function) => of_helpers(&function.attrs, scope),
        Item::Impl(item) => {
            let attributes = file.attributes(&item.attrs).list;
            let is_plain = attributes.iter().all(|found| NO_MACROS.contains(&found.path.as_str()));
            let methods = item.items.iter().filter(|_| is_plain).filter_map(|item| match item {
                ImplItem::Fn(method) => Some(&method.attrs),
                _ => None,
            });
            methods.flat_map(|attributes| of_helpers(attributes, scope)).collect()
        }
        Item::Struct(data) => of_derives(&data.attrs, item, scope),
        Item::Enum(data) => of_derives(&data.attrs, item, scope),
        Item::Union(data) => of_derives(&data.attrs, item, scope),
        _ => Vec::new(),
    }
}

/// The helpers among the attributes of a function that no macro reads.
fn of_helpers(attributes: &[Attribute], scope: &Scope<'_>) -> Vec<(Errors, Span)> {
    let helper = |attribute: &Attribute| {
        let (_, helper) = HELPERS.into_iter().find(|(name, _)| means(attribute.path(), name, scope))?;
        Some((misplaced(helper, TokenStream::new()).errors, attribute.path().span()))
    };
    attributes.iter().filter_map(helper).collect()
}

/// What the derives of a type refuse. What is conditional in it is not there when they read it.
fn of_derives(attributes: &[Attribute], item: &Item, scope: &Scope<'_>) -> Vec<(Errors, Span)> {
    let derives = attributes.iter().filter(|attribute| attribute.path().is_ident("derive"));
    let derives = derives
        .filter_map(|derive| derive.parse_args_with(Punctuated::<Path, Token![,]>::parse_terminated).ok());
    let read = |derive: Path| {
        let expand = if means(&derive, "Editable", scope) {
            editable
        } else if means(&derive, "Observable", scope) {
            observable
        } else {
            return None;
        };
        let conditional = paths(item.to_token_stream())
            .iter()
            .any(|path| matches!(path.segments.as_slice(), [only] if only == "cfg" || only == "cfg_attr"));
        (!conditional).then(|| (expand(item.to_token_stream()).errors, derive.span()))
    };
    derives.flatten().filter_map(read).collect()
}

/// Whether a path leads to what the crate calls so.
fn means(path: &Path, name: &str, scope: &Scope<'_>) -> bool {
    let names: Vec<String> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
    let is_meant = |path: &[String]| {
        path.first().is_some_and(|first| first == CRATE) && path.last().is_some_and(|last| last == name)
    };
    scope.meanings(&names).iter().any(|meaning| is_meant(&meaning.path))
}
