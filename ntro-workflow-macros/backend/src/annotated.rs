//! An impl with its helper attributes taken out and understood: what both macros start from.

use proc_macro2::TokenStream;
use syn::Attribute;

use crate::crate_path::CratePath;
use crate::errors::{Errors, Problem};
use crate::helper::Helper;
use crate::suggest::listed;
use crate::syntax::{ImplBlock, Item, Method};

/// An annotated impl.
#[derive(Clone, Debug)]
pub(crate) struct AnnotatedImpl {
    pub(crate) block: ImplBlock,
    pub(crate) items: Vec<AnnotatedItem>,
}

/// An item of an annotated impl.
#[derive(Clone, Debug)]
pub(crate) enum AnnotatedItem {
    /// A function.
    Method(AnnotatedMethod),
    /// Anything else, re-emitted as it stands.
    Other(TokenStream),
}

/// A function of an annotated impl, without its helper attribute.
#[derive(Clone, Debug)]
pub(crate) struct AnnotatedMethod {
    pub(crate) method: Method,
    pub(crate) helper: Option<HelperUse>,
}

/// The helper attribute of a method.
#[derive(Clone, Debug)]
pub(crate) struct HelperUse {
    pub(crate) helper: Helper,
    pub(crate) attribute: Attribute,
    /// Another helper stands on the same method: reported once, so this one is read without
    /// reporting more.
    pub(crate) contested: bool,
}

impl AnnotatedImpl {
    /// Takes the helper attributes out of a parsed impl.
    pub(crate) fn of(block: ImplBlock, krate: &CratePath, errors: &mut Errors) -> Self {
        let items = block.items.iter().map(|item| match item {
            Item::Method(method) => AnnotatedItem::Method(AnnotatedMethod::of(method, krate, errors)),
            Item::Other(tokens) => AnnotatedItem::Other(tokens.clone()),
        });
        Self { items: items.collect(), block }
    }

    /// The methods, in source order, with their positions among the items.
    pub(crate) fn methods(&self) -> impl Iterator<Item = (usize, &AnnotatedMethod)> {
        self.items.iter().enumerate().filter_map(|(position, item)| match item {
            AnnotatedItem::Method(method) => Some((position, method)),
            AnnotatedItem::Other(_) => None,
        })
    }

    /// The methods that carry one kind of helper.
    pub(crate) fn with_helper(
        &self,
        helper: Helper,
    ) -> impl Iterator<Item = (usize, &AnnotatedMethod, &HelperUse)> {
        self.methods().filter_map(move |(position, method)| {
            let found = method.helper.as_ref().filter(|found| found.helper == helper)?;
            Some((position, method, found))
        })
    }

    /// The impl without helper attributes, its methods as `emit` writes them.
    pub(crate) fn emit(&self, mut emit: impl FnMut(usize, &AnnotatedMethod) -> TokenStream) -> TokenStream {
        self.block.with_items(self.items.iter().enumerate().map(|(position, item)| match item {
            AnnotatedItem::Method(method) => emit(position, method),
            AnnotatedItem::Other(tokens) => tokens.clone(),
        }))
    }

    /// The `#[cfg]`s of the impl, which everything that is emitted beside it must carry.
    pub(crate) fn cfgs(&self) -> Vec<Attribute> {
        cfgs(&self.block.attributes)
    }
}

impl AnnotatedMethod {
    fn of(method: &Method, krate: &CratePath, errors: &mut Errors) -> Self {
        let mut method = method.clone();
        let mut found: Vec<(Helper, Attribute)> = Vec::new();
        method.attributes.retain(|attribute| match Helper::of(attribute, krate) {
            Ok(None) => true,
            Ok(Some(helper)) => {
                found.push((helper, attribute.clone()));
                false
            }
            Err(problem) => {
                errors.push(problem);
                false
            }
        });
        if let [first, .., last] = found.as_slice() {
            errors.push(contested(first.0, last));
        }
        let contested = found.len() > 1;
        // Of several the run is kept, so that it is not reported missing as well.
        let kept = found.iter().position(|(helper, _)| *helper == Helper::Run).unwrap_or(0);
        let helper = found.into_iter().nth(kept).map(|(helper, attribute)| HelperUse { helper, attribute, contested });
        Self { method, helper }
    }

    /// The `#[cfg]`s of the method, which its table entries must carry.
    pub(crate) fn cfgs(&self) -> Vec<Attribute> {
        cfgs(&self.method.attributes)
    }

    /// The method as the author wrote it, without its helper attribute.
    pub(crate) fn verbatim(&self) -> TokenStream {
        let method = &self.method;
        method.with_body(&method.attributes, &method.signature, method.body.statements.clone())
    }
}

fn contested(first: Helper, (second, attribute): &(Helper, Attribute)) -> Problem {
    if first == *second {
        return Problem::at(attribute, format!("`#[{}]` is given twice", second.name())).help("remove one of them");
    }
    let both = listed(&[format!("#[{}]", first.name()), format!("#[{}]", second.name())], "and");
    Problem::at(attribute, format!("a method cannot be {both} at once"))
        .note("each of them calls the method in its own way")
        .help("keep one of them, and call a shared method from two if both are meant")
}

fn cfgs(attributes: &[Attribute]) -> Vec<Attribute> {
    attributes.iter().filter(|attribute| attribute.path().is_ident("cfg")).cloned().collect()
}
