//! What a name means where it stands, as far as one file tells: its `use` declarations, its own
//! items, its globs.

use std::collections::{BTreeMap, BTreeSet};

use syn::visit::{self, Visit};
use syn::{ImplItemFn, Item, ItemUse, PatIdent, Type, UseTree};

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
    globs: BTreeSet<Vec<String>>,
    /// The variables and parameters of a body.
    bound: BTreeSet<String>,
    parent: Option<&'a Scope<'a>>,
    /// Whether what is not here is looked up in the parent, as in a body.
    transparent: bool,
}

/// What a name may stand for.
#[derive(Clone, Debug)]
pub(super) struct Meaning {
    /// The full path.
    pub(super) path: Vec<String>,
    /// How many names at its beginning are those of a module that a `::*` opens.
    pub(super) by_glob: usize,
}

impl Meaning {
    fn written(path: &[String]) -> Self {
        Self { path: path.to_vec(), by_glob: 0 }
    }

    fn by_glob(module: &[String], path: &[String]) -> Self {
        Self { path: [module, path].concat(), by_glob: module.len() }
    }
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

    /// The names of the body of a method, which sees those of its module as well.
    pub(super) fn of_body(method: &ImplItemFn, module: &'a Scope<'a>) -> Self {
        let mut scope = Self { parent: Some(module), transparent: true, ..Self::default() };
        LocalNames(&mut scope).visit_impl_item_fn(method);
        scope
    }

    /// The full paths that a name in code may stand for: none if it is the author's own, or unknown here.
    pub(super) fn resolve(&self, path: &PathUse) -> Vec<Meaning> {
        match path.kind {
            PathKind::Global => vec![Meaning::written(&path.names())],
            PathKind::Plain if self.is_value(path) => Vec::new(),
            PathKind::Plain => self.meanings(&path.names()),
            PathKind::OfType | PathKind::Member => Vec::new(),
        }
    }

    /// The full paths that some names may stand for.
    pub(super) fn meanings(&self, names: &[String]) -> Vec<Meaning> {
        self.lookup(names, true, HOPS)
    }

    /// Whether a name is that of a variable or a field: `time` in `Entry { time: ctx.now() }` is no
    /// module, whatever is imported.
    fn is_value(&self, path: &PathUse) -> bool {
        let [name] = path.segments.as_slice() else { return false };
        let name = name.to_string();
        let is_type = name.starts_with(char::is_uppercase);
        path.macro_tokens.is_none() && (self.bound.contains(&name) || !(path.called || is_type))
    }

    fn lookup(&self, path: &[String], globs: bool, hops: usize) -> Vec<Meaning> {
        let (Some((first, rest)), Some(hops)) = (path.split_first(), hops.checked_sub(1)) else {
            return Vec::new();
        };
        match first.as_str() {
            "self" => return self.lookup(rest, globs, hops),
            "super" => {
                return self.module_parent().map_or_else(Vec::new, |up| up.lookup(rest, globs, hops));
            }
            // Another file has it: it is not followed, but it keeps its last names.
            "crate" => return vec![Meaning::written(path)],
            _ => {}
        }
        if let Some(target) = self.imported.get(first) {
            let full = [target.as_slice(), rest].concat();
            return match target.as_slice() {
                // `use rand;` and `use rand::rand;` mean the crate, not themselves.
                [same, ..] if same == first => vec![Meaning::written(&full)],
                // A glob may bring `Utc` of `type Clock = Utc`, but not the `chrono` of `chrono::Utc`.
                target => self.lookup(&full, globs && target.len() == 1, hops),
            };
        }
        if self.own.contains(first) {
            return Vec::new();
        }
        let mut found = match self.parent.filter(|_| self.transparent) {
            Some(parent) => parent.lookup(path, globs, hops),
            None => vec![Meaning::written(path)],
        };
        let globs = self.globs.iter().filter(|_| globs);
        found.extend(globs.flat_map(|glob| self.through(glob, path, hops)));
        found
    }

    /// What a path stands for if `glob::*` brings its first name.
    fn through(&self, glob: &[String], path: &[String], hops: usize) -> Vec<Meaning> {
        if glob.iter().all(|name| name == "super" || name == "self") {
            return self.lookup(&[glob, path].concat(), true, hops);
        }
        // The glob's own path is not sought in globs: that would give ever longer paths of nothing.
        let modules = self.lookup(glob, false, hops).into_iter();
        modules.map(|Meaning { path: module, .. }| Meaning::by_glob(&module, path)).collect()
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
            UseTree::Glob(_) => drop(self.globs.insert(before)),
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

/// The items and variables inside a body, however deep.
struct LocalNames<'a, 'b>(&'a mut Scope<'b>);

impl<'ast> Visit<'ast> for LocalNames<'_, '_> {
    fn visit_item(&mut self, item: &'ast Item) {
        self.0.add(item);
        visit::visit_item(self, item);
    }

    fn visit_pat_ident(&mut self, pattern: &'ast PatIdent) {
        self.0.bound.insert(pattern.ident.to_string());
        visit::visit_pat_ident(self, pattern);
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
        all.map(|meaning| meaning.path.join("::")).collect()
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
    fn each_glob_gives_one_meaning_and_an_import_none_more() {
        let file: syn::File = parse_quote! {
            use a::*;
            use b::{prelude::*, c};
            use d::e::F;
            use super::*;
        };
        let shown = resolved(&file, quote::quote!(g::H; F::new(); c::i()));
        assert_eq!(shown, ["g::H", "a::g::H", "b::prelude::g::H", "d::e::F::new", "b::c::i"]);
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
