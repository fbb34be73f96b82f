//! The attributes that mean something inside an annotated impl.

use syn::punctuated::Punctuated;
use syn::{Attribute, Meta, Path, Token};

use crate::crate_path::CratePath;
use crate::errors::Problem;

/// An attribute on a method of an annotated impl.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Helper {
    /// `#[run]`
    Run,
    /// `#[ui_step]`
    UiStep,
    /// `#[signal]`
    Signal,
    /// `#[query]`
    Query,
    /// `#[update]`
    Update,
    /// `#[init]`
    Init,
    /// `#[activity]`
    Activity,
}

impl Helper {
    const ALL: [Self; 7] =
        [Self::Run, Self::UiStep, Self::Signal, Self::Query, Self::Update, Self::Init, Self::Activity];

    /// The last segment of the attribute's path.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Run => "run",
            Self::UiStep => "ui_step",
            Self::Signal => "signal",
            Self::Query => "query",
            Self::Update => "update",
            Self::Init => "init",
            Self::Activity => "activity",
        }
    }

    /// The attribute on the impl to which this one belongs.
    pub(crate) fn home(self) -> &'static str {
        match self {
            Self::Activity => "#[ntro_activities]",
            _ => "#[ntro_workflow(slug = \"…\")]",
        }
    }

    /// Reads an attribute of a method.
    pub(crate) fn of(attribute: &Attribute, krate: &CratePath) -> Recognised {
        let path = attribute.path();
        let Some(helper) = Self::named(path) else { return conditional(attribute, krate) };
        if helper.is_meant(path, krate) {
            return Recognised::Helper(helper);
        }
        let first = path.segments.first().map(|segment| segment.ident.to_string()).unwrap_or_default();
        if first.starts_with("temporalio") {
            return Recognised::Mistaken(helper, temporal_helper(path, helper));
        }
        Recognised::Foreign
    }

    fn named(path: &Path) -> Option<Self> {
        let last = path.segments.last()?;
        Self::ALL.into_iter().find(|helper| last.ident == helper.name())
    }

    /// Whether a path that ends in the helper's name is the helper's own.
    fn is_meant(self, path: &Path, krate: &CratePath) -> bool {
        path.segments.len() == 1 || krate.leads_to(path)
    }
}

/// What an attribute of a method is.
#[derive(Debug)]
pub(crate) enum Recognised {
    /// One of ours.
    Helper(Helper),
    /// Meant as one of ours, but not in a form in which it can be read.
    Mistaken(Helper, Problem),
    /// Somebody else's.
    Foreign,
}

fn temporal_helper(path: &Path, helper: Helper) -> Problem {
    let name = helper.name();
    Problem::at(path, format!("this is the Temporal SDK's `#[{name}]`, not ntro-workflow's"))
        .note(format!("the SDK's macros know nothing of an impl under `{}`", helper.home()))
        .help(format!("write `#[{name}]` or `#[ntro_workflow::{name}]`"))
}

/// A helper inside `cfg_attr` is not there yet when the outer macro reads the impl.
fn conditional(attribute: &Attribute, krate: &CratePath) -> Recognised {
    if !attribute.path().is_ident("cfg_attr") {
        return Recognised::Foreign;
    }
    let metas =
        attribute.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated).unwrap_or_default();
    for meta in metas.iter().skip(1) {
        if let Some(helper) = Helper::named(meta.path()).filter(|helper| helper.is_meant(meta.path(), krate))
        {
            return Recognised::Mistaken(helper, inside_cfg_attr(meta.path(), helper));
        }
    }
    Recognised::Foreign
}

fn inside_cfg_attr(path: &Path, helper: Helper) -> Problem {
    let name = helper.name();
    Problem::at(path, format!("`#[{name}]` cannot be inside `cfg_attr`"))
        .note("the impl is read before `cfg_attr` is evaluated")
        .help(format!("put `#[cfg(…)]` and `#[{name}]` on the method"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use syn::parse_quote;

    fn helper(attribute: &Attribute, krate: &CratePath) -> Option<Helper> {
        match Helper::of(attribute, krate) {
            Recognised::Helper(helper) => Some(helper),
            Recognised::Mistaken(..) | Recognised::Foreign => None,
        }
    }

    #[test]
    fn helpers_are_known_bare_and_by_path() {
        let krate = CratePath::Explicit(parse_quote!(::framework::runbooks));
        let step = Some(Helper::UiStep);
        assert_eq!(helper(&parse_quote!(#[ui_step]), &krate), step);
        assert_eq!(helper(&parse_quote!(#[ntro_workflow::ui_step(name = "a")]), &krate), step);
        assert_eq!(helper(&parse_quote!(#[::ntro_workflow::ui_step]), &CratePath::Default), step);
        assert_eq!(helper(&parse_quote!(#[framework::runbooks::ui_step]), &krate), step);
        assert_eq!(helper(&parse_quote!(#[framework::runbooks::ui_step]), &CratePath::Default), None);
        assert_eq!(helper(&parse_quote!(#[other::ui_step]), &krate), None);
        assert_eq!(helper(&parse_quote!(#[inline]), &krate), None);
    }

    #[test]
    fn near_misses_are_not_foreign() {
        for attribute in
            [parse_quote!(#[temporalio_macros::query]), parse_quote!(#[cfg_attr(test, query, inline)])]
        {
            let found = Helper::of(&attribute, &CratePath::Default);
            assert!(matches!(found, Recognised::Mistaken(Helper::Query, _)), "{found:?}");
        }
        let conditional = Helper::of(&parse_quote!(#[cfg_attr(test, inline)]), &CratePath::Default);
        assert!(matches!(conditional, Recognised::Foreign));
    }
}
