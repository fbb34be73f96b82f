//! What a name means where it stands, as far as one file tells: its `use` declarations, its own
//! items, its globs.

use std::collections::{BTreeMap, BTreeSet};

use syn::visit::{self, Visit};
use syn::{Block, Item, ItemUse, Type, UseTree};

use crate::lint::paths::{PathKind, PathUse};

/// Renames of renames: more than anybody writes, so that a circle ends.
const HOPS: usize = 8;

/// The names of a module or of a body.
#[derive(Clone, Debug, Default)]
pub(super) struct Scope<'a> {
    /// By `use`, `extern crate` and `type`: what the name stands for.
    imported: BTreeMap<String, Vec<String>>,
    /// Items that are defined here.
    own: BTreeSet<String>,
    /// The paths before `::*`.
    globs: Vec<Vec<String>>,
    parent: Option<&'a Scope<'a>>,
    /// Whether what is not here is looked up in the parent, as in a body.
    transparent: bool,
}

impl<'a> Scope<'a> {
    /// The names of a module; `parent` is the one around it, if it is in the same file.
    pub(super) fn of_module(items: &[Item], parent: Option<&'a Scope<'a>>) -> Self {
        let mut scope = Self { parent, ..Self::default() };
        for item in items {
            scope.add(item);
        }
        scope
    }

    /// The names of a body, which sees those of its module as well.
    pub(super) fn of_body(body: &Block, module: &'a Scope<'a>) -> Self {
        let mut scope = Self { parent: Some(module), transparent: true, ..Self::default() };
        LocalItems(&mut scope).visit_block(body);
        scope
    }

    /// The full paths that a name may stand for: none if it is the author's own, or unknown here.
    pub(super) fn resolve(&self, path: &PathUse) -> Vec<Vec<String>> {
        match path.kind {
            PathKind::Global => vec![path.names()],
            PathKind::Plain => self.lookup(path.names(), HOPS),
            PathKind::OfType | PathKind::Member => Vec::new(),
        }
    }

    fn lookup(&self, path: Vec<String>, hops: usize) -> Vec<Vec<String>> {
        let (Some((first, rest)), Some(hops)) = (path.split_first(), hops.checked_sub(1)) else {
            return Vec::new();
        };
        match first.as_str() {
            "self" => return self.lookup(rest.to_vec(), hops),
            "super" => {
                return self.module_parent().map_or_else(Vec::new, |up| up.lookup(rest.to_vec(), hops));
            }
            // Another file has it: it is not followed, but it keeps its last names.
            "crate" => return vec![path],
            _ => {}
        }
        if let Some(target) = self.imported.get(first) {
            let full = [target.as_slice(), rest].concat();
            // `use rand;` and `use rand::rand;` mean the crate, not themselves.
            return if target.first() == Some(first) { vec![full] } else { self.lookup(full, hops) };
        }
        if self.own.contains(first) {
            return Vec::new();
        }
        let mut found = match self.parent.filter(|_| self.transparent) {
            Some(parent) => parent.lookup(path.clone(), hops),
            None => vec![path.clone()],
        };
        for glob in &self.globs {
            found.extend(self.through(glob, &path, hops));
        }
        found
    }

    fn through(&self, glob: &[String], path: &[String], hops: usize) -> Vec<Vec<String>> {
        match glob {
            [only] if only == "super" => {
                self.module_parent().map_or_else(Vec::new, |up| up.lookup(path.to_vec(), hops))
            }
            _ => self.lookup([glob, path].concat(), hops),
        }
    }

    /// The module around this one.
    fn module_parent(&self) -> Option<&'a Scope<'a>> {
        if self.transparent { self.parent.and_then(Scope::module_parent) } else { self.parent }
    }

    fn add(&mut self, item: &Item) {
        match item {
            Item::Use(item) => self.import(item),
            Item::ExternCrate(item) => {
                let name = item.rename.as_ref().map_or(&item.ident, |(_, name)| name);
                self.imported.insert(name.to_string(), vec![item.ident.to_string()]);
            }
            Item::Type(item) => match aliased(&item.ty) {
                Some(path) => drop(self.imported.insert(item.ident.to_string(), path)),
                None => drop(self.own.insert(item.ident.to_string())),
            },
            other => self.own.extend(name_of(other)),
        }
    }

    fn import(&mut self, item: &ItemUse) {
        self.import_tree(&item.tree, Vec::new());
    }

    fn import_tree(&mut self, tree: &UseTree, mut before: Vec<String>) {
        match tree {
            UseTree::Path(path) => {
                before.push(path.ident.to_string());
                self.import_tree(&path.tree, before);
            }
            UseTree::Name(name) => self.import_as(&name.ident.to_string(), &name.ident.to_string(), before),
            UseTree::Rename(rename) => {
                self.import_as(&rename.ident.to_string(), &rename.rename.to_string(), before);
            }
            UseTree::Glob(_) => self.globs.push(before),
            UseTree::Group(group) => {
                for tree in &group.items {
                    self.import_tree(tree, before.clone());
                }
            }
        }
    }

    fn import_as(&mut self, name: &str, known_as: &str, mut path: Vec<String>) {
        if name != "self" {
            path.push(name.to_owned());
        }
        let known_as = match (known_as, path.last()) {
            ("self", Some(module)) => module.clone(),
            _ => known_as.to_owned(),
        };
        self.imported.insert(known_as, path);
    }
}

/// What a `type` stands for, if it is a plain path.
fn aliased(ty: &Type) -> Option<Vec<String>> {
    let Type::Path(path) = ty else { return None };
    Some(path.path.segments.iter().map(|segment| segment.ident.to_string()).collect())
}

/// The name that an item takes in its module.
fn name_of(item: &Item) -> Option<String> {
    let ident = match item {
        Item::Const(item) => &item.ident,
        Item::Enum(item) => &item.ident,
        Item::Fn(item) => &item.sig.ident,
        Item::Macro(item) => item.ident.as_ref()?,
        Item::Mod(item) => &item.ident,
        Item::Static(item) => &item.ident,
        Item::Struct(item) => &item.ident,
        Item::Trait(item) => &item.ident,
        Item::Union(item) => &item.ident,
        _ => return None,
    };
    Some(ident.to_string())
}

/// The items inside a body, however deep.
struct LocalItems<'a, 'b>(&'a mut Scope<'b>);

impl<'ast> Visit<'ast> for LocalItems<'_, '_> {
    fn visit_item(&mut self, item: &'ast Item) {
        self.0.add(item);
        visit::visit_item(self, item);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::paths::paths;
    use syn::parse_quote;

    fn resolved(file: &syn::File, code: proc_macro2::TokenStream) -> Vec<String> {
        let scope = Scope::of_module(&file.items, None);
        let all = paths(code).into_iter().flat_map(|path| scope.resolve(&path));
        all.map(|path| path.join("::")).collect()
    }

    #[test]
    fn renames_aliases_and_nested_imports_are_followed() {
        let file: syn::File = parse_quote! {
            use std::time::{self, Instant as Clock, SystemTime};
            use Clock as Watch;
            type Map = std::collections::HashMap<String, u8>;
            extern crate rand as dice;
        };
        let code =
            quote::quote!(Clock::now(); time::Instant::now(); Watch::now(); Map::new(); dice::random());
        assert_eq!(
            resolved(&file, code),
            [
                "std::time::Instant::now",
                "std::time::Instant::now",
                "std::time::Instant::now",
                "std::collections::HashMap::new",
                "rand::random",
            ]
        );
    }

    #[test]
    fn own_items_hide_globs() {
        let file: syn::File = parse_quote! {
            use std::time::*;
            struct Instant;
        };
        assert_eq!(resolved(&file, quote::quote!(Instant::now())), [""; 0]);
        let shown = resolved(&file, quote::quote!(SystemTime::now()));
        assert!(shown.contains(&"std::time::SystemTime::now".to_owned()), "{shown:?}");
    }

    #[test]
    fn a_circle_ends() {
        let file: syn::File = parse_quote! {
            use a::b;
            use b as a;
        };
        assert_eq!(resolved(&file, quote::quote!(a::c)), [""; 0]);
    }
}
