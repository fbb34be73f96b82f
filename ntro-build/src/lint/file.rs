//! A file with its modules and the runbooks in them.

use std::ops::RangeInclusive;

use syn::{AttrStyle, Item};

use crate::attribute::Attributes;
use crate::cfg::Cfg;
use crate::lint::configured::take_out;
use crate::lint::runbook::Runbook;
use crate::lint::scope::Scope;

/// A file of the package, as far as it is configured.
pub(super) struct File<'a> {
    pub(super) path: &'a str,
    pub(super) text: &'a str,
    pub(super) syntax: syn::File,
    /// The lines of what is not configured, and is not in `syntax`.
    absent: Vec<RangeInclusive<usize>>,
    cfg: &'a Cfg,
}

impl<'a> File<'a> {
    /// Reads a file, if it is Rust.
    pub(super) fn read(path: &'a str, text: &'a str, cfg: &'a Cfg) -> syn::Result<Self> {
        let mut syntax = syn::parse_file(text)?;
        // Most files have none, and are not walked through for it.
        let absent = if text.contains("cfg") { take_out(&mut syntax, cfg) } else { Vec::new() };
        Ok(Self { path, text, syntax, absent, cfg })
    }

    /// Whether in some lines something stands that is not configured.
    pub(super) fn hides(&self, lines: &RangeInclusive<usize>) -> bool {
        self.absent.iter().any(|absent| absent.start() <= lines.end() && lines.start() <= absent.end())
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

    /// Shows every module of the file: its items but for the modules in it.
    pub(super) fn for_each_module(&self, mut see: impl FnMut(&[&Item], &Scope<'_>)) {
        walk(&self.syntax.items, None, &mut see);
    }

    /// Outer attributes, with every `cfg_attr` replaced by what it stands for.
    pub(super) fn attributes(&self, written: &[syn::Attribute]) -> Attributes {
        let outer = written.iter().filter(|attribute| matches!(attribute.style, AttrStyle::Outer));
        Attributes::of_syntax(outer, self.cfg)
    }
}

fn walk(items: &[Item], parent: Option<&Scope<'_>>, see: &mut dyn FnMut(&[&Item], &Scope<'_>)) {
    let scope = Scope::of_module(items, parent);
    let plain: Vec<&Item> = items.iter().filter(|item| !matches!(item, Item::Mod(_))).collect();
    see(&plain, &scope);
    for item in items {
        if let Item::Mod(module) = item
            && let Some((_, items)) = &module.content
        {
            walk(items, Some(&scope), see);
        }
    }
}
