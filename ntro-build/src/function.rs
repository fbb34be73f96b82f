//! The functions of a package, for those who look into bodies.

use proc_macro2::TokenStream;

use crate::cfg::Cfg;
use crate::item::{Item, Items, Kind};
use crate::problem::Place;

/// A function with a body: a free one, or one of an impl or of a trait.
///
/// ```
/// fn is_step(function: &ntro_build::Function) -> bool {
///     function.attributes.iter().any(|attribute| attribute.ends_with("ui_step"))
/// }
/// ```
#[derive(Clone, Debug)]
pub struct Function {
    /// Its name.
    pub name: String,
    /// Where its name stands.
    pub place: Place,
    /// The name of the type that its impl is for, or of its trait.
    pub owner: Option<String>,
    /// The paths of its attributes, such as `ui_step` or `ntro_workflow::run`.
    pub attributes: Vec<String>,
    /// Everything from its visibility to its body.
    pub signature: TokenStream,
    /// What stands between its braces, unread.
    pub body: TokenStream,
}

impl Function {
    /// An item as a function, if it is one with a body.
    pub(crate) fn of(item: &Item, owner: Option<&str>, file: &str) -> Option<Self> {
        let (name, span) = item.name().filter(|_| item.kind == Kind::Function)?;
        let body = item.braces()?.stream();
        let signature = item.tokens[..item.tokens.len() - 1].iter().cloned().collect();
        let attributes = item.attributes.list.iter().map(|attribute| attribute.path.clone()).collect();
        let owner = owner.map(str::to_owned);
        Some(Self { name, place: Place::of(file, span), owner, attributes, signature, body })
    }

    /// The functions of an impl or of a trait.
    pub(crate) fn inside(item: &Item, file: &str, cfg: &Cfg) -> Vec<Self> {
        let owner = match item.kind {
            Kind::Impl => item.self_type(),
            Kind::Trait => item.name().map(|(name, _)| name),
            _ => return Vec::new(),
        };
        let Some(braces) = item.braces() else { return Vec::new() };
        let items = Items::read(braces.stream(), cfg).items;
        let there = items.iter().filter(|item| item.attributes.verdict.holds);
        there.filter_map(|item| Self::of(item, owner.as_deref(), file)).collect()
    }

    /// Whether it carries an attribute of this name, bare or by a path.
    ///
    /// ```
    /// # fn example(function: &ntro_build::Function) -> bool {
    /// function.has("run")
    /// # }
    /// ```
    #[must_use]
    pub fn has(&self, attribute: &str) -> bool {
        self.attributes.iter().any(|path| path.rsplit(':').next() == Some(attribute))
    }
}
