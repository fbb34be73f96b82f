//! A package, read: its source, what the macros find in it, the manifest, and what is wrong.

mod lost;
mod taken;
mod to_manifest;

use std::collections::BTreeSet;
use std::path::Path;

use ntro_manifest::{Manifest, type_path};
use ntro_workflow_macros_backend::outline::{ActivitiesOutline, WorkflowOutline};
use ntro_workflow_macros_backend::{Errors, outline_activities, outline_workflow};

use crate::calls::Calls;
use crate::cfg::Cfg;
use crate::function::Function;
use crate::package::Package;
use crate::problem::{Place, Problem};
use crate::scan::{AnnotatedImpl, Scan, scan};
use crate::source::SourceFile;

/// Everything that can be known of a package's runbooks without compiling them.
///
/// ```no_run
/// # fn example() -> Result<(), ntro_build::Problem> {
/// let reading = ntro_build::read("runbooks".as_ref(), &ntro_build::Cfg::default())?;
/// for problem in reading.scan.problems.iter().chain(&reading.mistakes).chain(&reading.faults) {
///     println!("{problem}");
/// }
/// println!("{} runbooks", reading.manifest.runbooks.len());
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Reading {
    /// What Cargo.toml says.
    pub package: Package,
    /// What stands in the source.
    pub scan: Scan,
    /// What the macro finds in each of `scan.workflows`, at the same position; nothing in one that
    /// has no slug or no run. One with mistakes lacks the parts that they are in.
    pub workflows: Vec<Option<WorkflowOutline>>,
    /// The same of `scan.activities`; nothing in what is no impl.
    pub activities: Vec<Option<ActivitiesOutline>>,
    /// What the macros refuse, as they will say it when the package is compiled.
    pub mistakes: Vec<Problem>,
    /// What no macro sees: names that are taken twice, children that nobody has, wrong metadata.
    pub faults: Vec<Problem>,
    /// What no build needs to end for: listings of slugs that no runbook has, with whichever features.
    pub warnings: Vec<Problem>,
    /// The manifest of the impls without mistakes.
    pub manifest: Manifest,
}

/// Reads a package.
///
/// # Errors
/// It has no Cargo.toml, or one that cannot be read. Everything else that is wrong is in the reading.
///
/// ```
/// let error = ntro_build::read("no/such/package".as_ref(), &ntro_build::Cfg::default());
/// assert!(error.is_err());
/// ```
pub fn read(root: &Path, cfg: &Cfg) -> Result<Reading, Problem> {
    Ok(read_package(Package::read(root)?, cfg))
}

/// Reads the source of a package whose Cargo.toml is read.
pub(crate) fn read_package(package: Package, cfg: &Cfg) -> Reading {
    let mut scan = scan(&package, cfg);
    let mut mistakes = Vec::new();
    let callers = Callers::of(&scan.files, cfg);
    let mut sound = Sound { files: &scan.files, free: callers.free_calls(&scan.files), ..Sound::default() };
    let workflows =
        scan.workflows.iter().map(|found| sound.add_workflow(found, &callers, &mut mistakes)).collect();
    let activities = scan.activities.iter().map(|found| sound.add_activities(found, &mut mistakes)).collect();
    let manifest = sound.manifest(&package);
    let mut faults = sound.taken();
    let mut warnings = Vec::new();
    // What is missing may be in what could not be read, about which something is said already.
    if scan.problems.is_empty() && mistakes.is_empty() {
        match sound.lost(&package, cfg) {
            Ok(lost) => {
                faults.extend(lost.children);
                warnings = lost.listings;
            }
            Err(unfinished) => scan.problems = unfinished,
        }
    }
    faults.extend(package.problems.iter().cloned());
    faults.sort();
    Reading { workflows, activities, mistakes, faults, warnings, manifest, package, scan }
}

fn as_problems(errors: &Errors, found: &AnnotatedImpl) -> Vec<Problem> {
    let problem = |problem: &ntro_workflow_macros_backend::Problem| {
        // A mistake without tokens of its own, such as an argument that is missing, is the impl's.
        let span = problem.span();
        let place = match span.byte_range().is_empty() {
            true => found.place.clone(),
            false => Place::of(&found.place.file, span),
        };
        Problem::new(place, problem.text())
    };
    errors.iter().map(problem).collect()
}

/// The impls without mistakes.
#[derive(Default)]
struct Sound<'a> {
    workflows: Vec<SoundWorkflow<'a>>,
    activities: Vec<(&'a AnnotatedImpl, ActivitiesOutline)>,
    files: &'a [SourceFile],
    /// The calls of the functions that are of no runbook.
    free: Vec<Calls>,
}

/// A runbook without mistakes.
struct SoundWorkflow<'a> {
    found: &'a AnnotatedImpl,
    outline: WorkflowOutline,
    /// The calls of each of its methods.
    calls: Vec<Calls>,
}

impl<'a> Sound<'a> {
    /// What the macro finds in an impl. Without mistakes it belongs to these.
    fn add_workflow(
        &mut self,
        found: &'a AnnotatedImpl,
        callers: &Callers<'_>,
        mistakes: &mut Vec<Problem>,
    ) -> Option<WorkflowOutline> {
        let (outline, errors) = outline_workflow(found.arguments.clone(), found.signatures.clone());
        if let Some(outline) = outline.clone().filter(|_| errors.is_empty()) {
            let calls = found.methods.iter().map(|method| callers.calls(method)).collect();
            self.workflows.push(SoundWorkflow { found, outline, calls });
        }
        mistakes.extend(as_problems(&errors, found));
        outline
    }

    /// The same of activities.
    fn add_activities(
        &mut self,
        found: &'a AnnotatedImpl,
        mistakes: &mut Vec<Problem>,
    ) -> Option<ActivitiesOutline> {
        let (outline, errors) = outline_activities(found.arguments.clone(), found.signatures.clone());
        let sound = outline.clone().filter(|_| errors.is_empty());
        self.activities.extend(sound.map(|outline| (found, outline)));
        mistakes.extend(as_problems(&errors, found));
        outline
    }

    /// The slug of the runbook whose type a path leads to in an impl, if there is only one that it may be.
    fn slug_of_type(&self, path: &str, parent: &AnnotatedImpl) -> Option<&str> {
        let path = parent.imports.resolve(path);
        let types = self.workflows.iter().map(|workflow| {
            let full = workflow.found.path.iter().map(String::as_str).collect();
            (full, workflow.outline.slug.as_str())
        });
        type_path::only(&path, types)
    }
}

/// The functions of which calls are worth a look: those in files that mention one.
struct Callers<'a> {
    files: BTreeSet<&'a str>,
    cfg: &'a Cfg,
}

impl<'a> Callers<'a> {
    fn of(files: &'a [SourceFile], cfg: &'a Cfg) -> Self {
        const NAMES: [&str; 4] =
            ["wait_for_action", "await_signal_with_action", "run_child_workflow", "collect_documents"];
        let mentions = |file: &&SourceFile| NAMES.iter().any(|name| file.text.contains(name));
        Self { files: files.iter().filter(mentions).map(|file| file.path.as_str()).collect(), cfg }
    }

    fn free_calls(&self, files: &[SourceFile]) -> Vec<Calls> {
        files.iter().flat_map(|file| &file.functions).map(|function| self.calls(function)).collect()
    }

    fn calls(&self, function: &Function) -> Calls {
        if self.files.contains(function.place.file.as_str()) {
            function.calls(self.cfg)
        } else {
            Calls::default()
        }
    }
}
