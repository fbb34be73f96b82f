//! From a package's root to every annotated impl in it.

mod annotated;
mod walk;

use proc_macro2::TokenStream;

use crate::cfg::Cfg;
use crate::function::Function;
use crate::imports::Imports;
use crate::package::Package;
use crate::problem::{Place, Problem};
use crate::source::SourceFile;

/// What stands in the source of a package.
///
/// ```no_run
/// use ntro_build::{Cfg, Package, scan};
///
/// # fn example() -> Result<(), ntro_build::Problem> {
/// let package = Package::read("runbooks".as_ref())?;
/// let found = scan(&package, &Cfg::default());
/// for runbook in &found.workflows {
///     println!("{}: #[ntro_workflow({})]", runbook.place, runbook.arguments);
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, Default)]
pub struct Scan {
    /// The files that were read, by path. Each once, however many targets have it.
    pub files: Vec<SourceFile>,
    /// The items under `#[ntro_workflow]`, by place.
    pub workflows: Vec<AnnotatedImpl>,
    /// The items under `#[ntro_activities]`, by place.
    pub activities: Vec<AnnotatedImpl>,
    /// What could not be read, and is missing above: the compiler will refuse it as well.
    pub problems: Vec<Problem>,
    /// The files that some of these problems are about: when one comes, goes or changes, there is more to
    /// read.
    pub(crate) sought: Vec<String>,
}

/// An item under `#[ntro_workflow]` or `#[ntro_activities]`, as the macro gets it.
///
/// ```
/// # fn example(runbook: &ntro_build::AnnotatedImpl) {
/// let run = runbook.methods.iter().find(|method| method.has("run"));
/// println!("{} runs at {:?}", runbook.place, run.map(|method| &method.place));
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct AnnotatedImpl {
    /// Where the impl begins, after its attributes.
    pub place: Place,
    /// The name of its type.
    pub self_type: Option<String>,
    /// The path of the module that it stands in, with that name.
    pub(crate) path: Vec<String>,
    /// What `use` brings into that module.
    pub(crate) imports: Imports,
    /// What stands between the parentheses of the attribute.
    pub arguments: TokenStream,
    /// The item under the attribute, without the methods whose `#[cfg]` does not hold.
    pub item: TokenStream,
    /// The item with nothing in the bodies of its methods: all that its outline is read from.
    pub(crate) signatures: TokenStream,
    /// Its methods with bodies.
    pub methods: Vec<Function>,
    /// Whether it is surely there: every `#[cfg]` on the way to it is one that Cargo tells of.
    pub certain: bool,
}

/// Reads the source of a package: every file of every library and binary of it.
///
/// Follows `mod` and `#[path]` from the root of each target, leaves out what is not configured, and
/// reads bodies only as tokens. What it does not see: what `macro_rules!` writes, `include!`d files, impls
/// inside functions, and an attribute that another file renames. Examples, tests and benches are not looked
/// at.
///
/// ```no_run
/// # fn example(package: &ntro_build::Package) {
/// let found = ntro_build::scan(package, &ntro_build::Cfg::default());
/// assert!(found.problems.is_empty(), "{:?}", found.problems);
/// # }
/// ```
#[must_use]
pub fn scan(package: &Package, cfg: &Cfg) -> Scan {
    let mut found = walk::walk(package, cfg);
    found.files.sort_by(|one, other| one.path.cmp(&other.path));
    found.workflows.sort_by(|one, other| one.place.cmp(&other.place));
    found.activities.sort_by(|one, other| one.place.cmp(&other.place));
    found.problems.sort();
    found
}
