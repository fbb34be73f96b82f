//! An impl with its helper attributes taken out and understood: what both macros start from.

use proc_macro2::TokenStream;
use syn::{Attribute, GenericParam, LifetimeParam, TypeParam, WherePredicate, parse_quote};

use crate::crate_path::CratePath;
use crate::docs::Docs;
use crate::errors::{Errors, Problem};
use crate::helper::{Helper, Recognised};
use crate::suggest::listed;
use crate::syntax::{ImplBlock, Item, Method};
use crate::types::without_elided_lifetimes;

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
    Method(Box<AnnotatedMethod>),
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
    /// Something is wrong with the attribute itself: reported, so the method is read without
    /// reporting more.
    pub(crate) contested: bool,
}

impl AnnotatedImpl {
    /// Takes the helper attributes out of a parsed impl.
    pub(crate) fn of(mut block: ImplBlock, krate: &CratePath, errors: &mut Errors) -> Self {
        let items = std::mem::take(&mut block.items).into_iter().map(|item| match item {
            Item::Method(method) => {
                AnnotatedItem::Method(Box::new(AnnotatedMethod::of(*method, krate, errors)))
            }
            Item::Other(tokens) => AnnotatedItem::Other(tokens),
        });
        Self { items: items.collect(), block }
    }

    /// The methods, in source order, with their positions among the items.
    pub(crate) fn methods(&self) -> impl Iterator<Item = (usize, &AnnotatedMethod)> {
        self.items.iter().enumerate().filter_map(|(position, item)| match item {
            AnnotatedItem::Method(method) => Some((position, &**method)),
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

    /// The impl with everything in it `'static`, as every runbook is. A generic impl is a mistake,
    /// and must not be reported again wherever its lifetimes are too short.
    pub(crate) fn concrete(&self) -> Self {
        let mut concrete = self.clone();
        let block = &mut concrete.block;
        block.self_type = without_elided_lifetimes(&block.self_type);
        let bounds: Vec<WherePredicate> = block.generics.params.iter().filter_map(outliving).collect();
        if !bounds.is_empty() {
            block.generics.make_where_clause().predicates.extend(bounds);
        }
        concrete
    }

    /// The doc comment of the impl.
    pub(crate) fn docs(&self) -> Docs {
        Docs::of(&self.block.attributes)
    }

    /// The `#[cfg]`s of the impl, which everything that is emitted beside it must carry.
    pub(crate) fn cfgs(&self) -> Vec<Attribute> {
        cfgs(&self.block.attributes)
    }
}

impl AnnotatedMethod {
    fn of(mut method: Method, krate: &CratePath, errors: &mut Errors) -> Self {
        let mut found: Vec<(Helper, Attribute)> = Vec::new();
        let mut contested = false;
        method.attributes.retain(|attribute| {
            let helper = match Helper::of(attribute, krate) {
                Recognised::Foreign => return true,
                Recognised::Helper(helper) => helper,
                Recognised::Mistaken(helper, problem) => {
                    errors.push(problem);
                    contested = true;
                    helper
                }
            };
            found.push((helper, attribute.clone()));
            false
        });
        if let [first, .., last] = found.as_slice() {
            errors.push(second_helper(first.0, last));
            contested = true;
        }
        // Of several the run is kept, so that it is not reported missing as well.
        let kept = found.iter().position(|(helper, _)| *helper == Helper::Run).unwrap_or(0);
        let helper =
            found.into_iter().nth(kept).map(|(helper, attribute)| HelperUse { helper, attribute, contested });
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

fn second_helper(first: Helper, (second, attribute): &(Helper, Attribute)) -> Problem {
    if first == *second {
        return Problem::at(attribute, format!("`#[{}]` is given twice", second.name()))
            .help("remove one of them");
    }
    let both = listed(&[format!("#[{}]", first.name()), format!("#[{}]", second.name())], "and");
    Problem::at(attribute, format!("a method cannot be {both} at once"))
        .note("each of them calls the method in its own way")
        .help("keep one of them, and call a shared method from two if both are meant")
}

fn outliving(param: &GenericParam) -> Option<WherePredicate> {
    match param {
        GenericParam::Type(TypeParam { ident, .. }) => Some(parse_quote!(#ident: 'static)),
        GenericParam::Lifetime(LifetimeParam { lifetime, .. }) => Some(parse_quote!(#lifetime: 'static)),
        GenericParam::Const(_) => None,
    }
}

fn cfgs(attributes: &[Attribute]) -> Vec<Attribute> {
    attributes.iter().filter(|attribute| attribute.path().is_ident("cfg")).cloned().collect()
}
