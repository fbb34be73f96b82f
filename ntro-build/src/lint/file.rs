//! A file with its modules and the runbooks in them.

use quote::ToTokens;
use syn::spanned::Spanned;
use syn::{AttrStyle, Item};

use crate::attribute::{Attribute, Attributes};
use crate::cfg::Cfg;
use crate::lint::runbook::Runbook;
use crate::lint::scope::Scope;

/// A file of the package.
pub(super) struct File<'a> {
    pub(super) path: &'a str,
    pub(super) text: &'a str,
    pub(super) syntax: syn::File,
    cfg: &'a Cfg,
}

impl<'a> File<'a> {
    /// Reads a file, if it is Rust.
    pub(super) fn read(path: &'a str, text: &'a str, cfg: &'a Cfg) -> syn::Result<Self> {
        syn::parse_file(text).map(|syntax| Self { path, text, syntax, cfg })
    }

    /// Shows every annotated impl of the file, with the names of its module.
    pub(super) fn for_each_runbook(&self, mut see: impl FnMut(&Runbook<'_>)) {
        self.for_each_module(|items, scope| {
            for item in items {
                if let Item::Impl(item) = item
                    && let Some(runbook) = Runbook::of(self, item, scope)
                {
                    see(&runbook);
                }
            }
        });
    }

    /// Shows every module of the file: its items but for the modules in it and what is not
    /// configured.
    pub(super) fn for_each_module(&self, mut see: impl FnMut(&[&Item], &Scope<'_>)) {
        self.walk(&self.syntax.items, None, &mut see);
    }

    fn walk(&self, items: &[Item], parent: Option<&Scope<'_>>, see: &mut dyn FnMut(&[&Item], &Scope<'_>)) {
        let scope = Scope::of_module(items, parent);
        let there: Vec<&Item> = items.iter().filter(|item| self.holds(written(item))).collect();
        let plain: Vec<&Item> = there.iter().copied().filter(|item| !matches!(item, Item::Mod(_))).collect();
        see(&plain, &scope);
        for item in there {
            if let Item::Mod(module) = item
                && let Some((_, items)) = &module.content
            {
                self.walk(items, Some(&scope), see);
            }
        }
    }

    /// Outer attributes, with every `cfg_attr` replaced by what it stands for.
    pub(super) fn attributes(&self, written: &[syn::Attribute]) -> Attributes {
        let outer = written.iter().filter(|attribute| matches!(attribute.style, AttrStyle::Outer));
        let read = |found: &syn::Attribute| Attribute::of(found.meta.to_token_stream(), found.span());
        Attributes::of(outer.map(read).collect(), self.cfg)
    }

    /// Whether what is under some attributes is configured.
    pub(super) fn holds(&self, written: &[syn::Attribute]) -> bool {
        self.attributes(written).verdict.holds
    }
}

/// The attributes of the items that matter to the lints.
fn written(item: &Item) -> &[syn::Attribute] {
    match item {
        Item::Impl(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        _ => &[],
    }
}
