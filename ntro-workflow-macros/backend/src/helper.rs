//! The attributes that mean something inside an annotated impl.

use syn::{Attribute, Path};

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

    /// The helper that an attribute is, or the mistake that it is, or neither: a foreign attribute.
    pub(crate) fn of(attribute: &Attribute, krate: &CratePath) -> Result<Option<Self>, Problem> {
        let path = attribute.path();
        let Some(helper) = Self::named(path) else { return conditional(attribute, krate) };
        if path.segments.len() == 1 || krate.leads_to(path) {
            return Ok(Some(helper));
        }
        let first = path.segments.first().map(|segment| segment.ident.to_string()).unwrap_or_default();
        if first.starts_with("temporalio") {
            return Err(temporal_helper(path, helper));
        }
        Ok(None)
    }

    fn named(path: &Path) -> Option<Self> {
        let last = path.segments.last()?;
        Self::ALL.into_iter().find(|helper| last.ident == helper.name())
    }
}

fn temporal_helper(path: &Path, helper: Helper) -> Problem {
    let name = helper.name();
    Problem::at(path, format!("this is the Temporal SDK's `#[{name}]`, not ntro-workflow's"))
        .note(format!("the SDK's macros know nothing of an impl under `{}`", helper.home()))
        .help(format!("write `#[{name}]` or `#[ntro_workflow::{name}]`"))
}

/// A helper inside `cfg_attr` is not there yet when the outer macro reads the impl.
fn conditional(attribute: &Attribute, krate: &CratePath) -> Result<Option<Helper>, Problem> {
    if !attribute.path().is_ident("cfg_attr") {
        return Ok(None);
    }
    let parsed = attribute.parse_args_with(|input: syn::parse::ParseStream<'_>| {
        input.parse::<syn::Meta>()?;
        let mut attributes = Vec::new();
        while input.parse::<Option<syn::Token![,]>>()?.is_some() && !input.is_empty() {
            attributes.push(input.parse::<syn::Meta>()?);
        }
        Ok(attributes)
    });
    for meta in parsed.unwrap_or_default() {
        let helper = Helper::named(meta.path());
        let ours = meta.path().segments.len() == 1 || krate.leads_to(meta.path());
        if let (Some(helper), true) = (helper, ours) {
            let name = helper.name();
            return Err(Problem::at(meta.path(), format!("`#[{name}]` cannot be inside `cfg_attr`"))
                .note("the impl is read before `cfg_attr` is evaluated")
                .help(format!("put `#[cfg(…)]` and `#[{name}]` on the method")));
        }
    }
    Ok(None)
}
