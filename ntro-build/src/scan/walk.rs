//! The way through a package: from the root of each target along its modules, as rustc goes.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::str::FromStr as _;

use proc_macro2::TokenStream;

use crate::attribute::Attributes;
use crate::cfg::{Cfg, Verdict};
use crate::function::Function;
use crate::imports::Imports;
use crate::item::{Item, Items, Kind};
use crate::package::Package;
use crate::problem::{Place, Problem};
use crate::scan::{Scan, annotated};
use crate::source::{SourceFile, normal, relative};

/// How deep modules may be nested in one file. Nobody nests them as deep; made-up source may.
const DEEPEST: usize = 64;

/// Reads every file that the package's targets lead to.
pub(super) fn walk(package: &Package, cfg: &Cfg) -> Scan {
    let mut walk = Walk { root: package.root(), cfg, seen: BTreeSet::new(), scan: Scan::default() };
    for target in package.targets(cfg) {
        match target {
            Ok(path) => walk.file(path, None, Declaration::of_target(package)),
            Err(problem) => walk.scan.problems.push(problem),
        }
    }
    walk.scan
}

struct Walk<'a> {
    root: &'a Path,
    cfg: &'a Cfg,
    seen: BTreeSet<PathBuf>,
    scan: Scan,
}

/// What leads to a file.
struct Declaration {
    /// Where it stands.
    place: Place,
    /// Whether it is configured.
    verdict: Verdict,
    /// The names of the crate and of the modules from its root to the file.
    names: Vec<String>,
}

impl Declaration {
    fn of_target(package: &Package) -> Self {
        let library = package.about.name.replace('-', "_");
        Self { place: Place::start_of("Cargo.toml"), verdict: Verdict::YES, names: vec![library] }
    }
}

/// A module that is being read.
#[derive(Clone)]
pub(super) struct Module {
    /// The file that it stands in, as the package names it.
    pub(super) file: String,
    /// From where the files of its modules are sought.
    directory: PathBuf,
    /// What `mod` without `#[path]` adds to that: `close` in `close.rs`, nothing in `close/mod.rs`.
    relative: Option<String>,
    /// The names of the crate, of the modules around it, and its own.
    pub(super) names: Vec<String>,
    /// Whether it is configured.
    pub(super) verdict: Verdict,
    /// Other names of `#[ntro_workflow]`.
    pub(super) workflow_names: Vec<String>,
    /// Other names of `#[ntro_activities]`.
    pub(super) activities_names: Vec<String>,
    pub(super) imports: Imports,
    depth: usize,
}

impl Walk<'_> {
    fn file(&mut self, path: PathBuf, relative_to: Option<String>, declared: Declaration) {
        let path = normal(&path);
        if !self.seen.insert(path.clone()) {
            return;
        }
        let name = relative(self.root, &path);
        let Some(text) = self.text(&path, &name, declared.place) else { return };
        let tokens = TokenStream::from_str(without_shebang(&text));
        let position = self.scan.files.len();
        self.scan.files.push(SourceFile { path: name.clone(), text, functions: Vec::new() });
        match tokens {
            Ok(tokens) => {
                let module = Module {
                    file: name,
                    directory: path.parent().map(Path::to_path_buf).unwrap_or_default(),
                    relative: relative_to,
                    names: declared.names,
                    verdict: declared.verdict,
                    workflow_names: Vec::new(),
                    activities_names: Vec::new(),
                    imports: Imports::default(),
                    depth: 0,
                };
                let functions = self.module(module, tokens);
                self.scan.files[position].functions = functions;
            }
            Err(error) => {
                let place = Place::of(&name, error.span());
                let message = "this is not Rust: a delimiter or a quote is open or too many; close it or take \
                               it away";
                self.scan.problems.push(Problem::new(place, message));
            }
        }
    }

    /// What stands in a file, with the ends of lines that the compiler sees.
    fn text(&mut self, path: &Path, name: &str, declared: Place) -> Option<String> {
        match fs::read_to_string(path) {
            Ok(text) if text.contains('\r') => Some(text.replace("\r\n", "\n")),
            Ok(text) => Some(text),
            Err(error) => {
                let message = format!("cannot read {name}: {error}; make it a readable text file");
                self.scan.problems.push(Problem::new(declared, message));
                self.scan.sought.push(name.to_owned());
                None
            }
        }
    }

    /// Reads the items of a module, and gives its functions.
    fn module(&mut self, mut module: Module, tokens: TokenStream) -> Vec<Function> {
        let items = Items::read(tokens, self.cfg);
        module.verdict = module.verdict.and(items.inner.verdict);
        if !module.verdict.holds || module.depth > DEEPEST {
            return Vec::new();
        }
        module.imports = Imports::of(&items.items);
        module.workflow_names.extend(module.imports.names_of("ntro_workflow"));
        module.activities_names.extend(module.imports.names_of("ntro_activities"));
        for stranger in items.strangers {
            let message = "no item begins like this; finish it, or take it away";
            self.scan.problems.push(Problem::new(Place::of(&module.file, stranger), message));
        }
        let there = items.items.into_iter().filter(|item| item.attributes.verdict.holds);
        there.flat_map(|item| self.item(item, &module)).collect()
    }

    fn item(&mut self, item: Item, module: &Module) -> Vec<Function> {
        if let Some((macro_kind, found)) = annotated::read(&item, module, self.cfg) {
            match macro_kind {
                annotated::Macro::Workflow => self.scan.workflows.push(found),
                annotated::Macro::Activities => self.scan.activities.push(found),
            }
            return Vec::new();
        }
        match item.kind {
            Kind::Module => self.submodule(&item, module),
            Kind::Function => Function::of(&item, None, &module.file).into_iter().collect(),
            Kind::Impl | Kind::Trait => Function::inside(&item, &module.file, self.cfg),
            Kind::Use | Kind::Other | Kind::Stranger => Vec::new(),
        }
    }

    fn submodule(&mut self, item: &Item, module: &Module) -> Vec<Function> {
        let Some((name, span)) = item.name() else { return Vec::new() };
        let verdict = module.verdict.and(item.attributes.verdict);
        if let Some(braces) = item.braces() {
            return self.module(module.inline(&name, &item.attributes, verdict), braces.stream());
        }
        let names = [module.names.as_slice(), std::slice::from_ref(&name)].concat();
        let declared = Declaration { place: Place::of(&module.file, span), verdict, names };
        match module.find(&name, &item.attributes) {
            Ok((path, relative)) => self.file(path, relative, declared),
            // What is there only if nobody says otherwise may as well not be there.
            Err(_) if !verdict.known => {}
            Err(candidates) => self.not_one_file(&name, &candidates, declared.place),
        }
        Vec::new()
    }

    fn not_one_file(&mut self, name: &str, candidates: &[PathBuf], place: Place) {
        let sought: Vec<String> =
            candidates.iter().map(|candidate| relative(self.root, &normal(candidate))).collect();
        let message = if candidates.iter().all(|candidate| candidate.is_file()) {
            format!("`mod {name}` has two files: {}; remove one of them", sought.join(" and "))
        } else {
            format!("`mod {name}` has no file; write {}, or take the line away", sought.join(" or "))
        };
        self.scan.problems.push(Problem::new(place, message));
        self.scan.sought.extend(sought);
    }
}

impl Module {
    /// A module between braces in the same file.
    fn inline(&self, name: &str, attributes: &Attributes, verdict: Verdict) -> Self {
        let mut inner = Self { verdict, depth: self.depth + 1, ..self.clone() };
        inner.names.push(name.to_owned());
        match attributes.path() {
            // Here it names a directory, which takes the place of the module's own.
            Some(directory) => {
                inner.directory.push(directory);
                inner.relative = None;
            }
            None => {
                inner.directory.extend(inner.relative.take());
                inner.directory.push(name);
            }
        }
        inner
    }

    /// The file of `mod name;` and what its own modules are relative to; else where it was sought.
    fn find(&self, name: &str, attributes: &Attributes) -> Result<(PathBuf, Option<String>), Vec<PathBuf>> {
        if let Some(path) = attributes.path() {
            let path = self.directory.join(path);
            return if path.is_file() { Ok((path, None)) } else { Err(vec![path]) };
        }
        let mut directory = self.directory.clone();
        directory.extend(&self.relative);
        let candidates = [directory.join(format!("{name}.rs")), directory.join(name).join("mod.rs")];
        match candidates.each_ref().map(|candidate| candidate.is_file()) {
            [true, false] => Ok((candidates[0].clone(), Some(name.to_owned()))),
            [false, true] => Ok((candidates[1].clone(), None)),
            [false, false] | [true, true] => Err(candidates.to_vec()),
        }
    }
}

/// The text without the line by which a shell would run it. Lines stay where they are.
fn without_shebang(text: &str) -> &str {
    let is_attribute = |rest: &str| rest.trim_start().starts_with('[');
    match text.strip_prefix("#!") {
        Some(rest) if !is_attribute(rest) => text.find('\n').map_or("", |newline| &text[newline..]),
        _ => text,
    }
}
