//! Slugs that no runbook has, where somebody names them.

use ntro_workflow_macros_backend::outline_workflow;
use ntro_workflow_macros_backend::suggest::{did_you_mean, nearest};

use crate::SUGGESTED;
use crate::calls::{ChildCall, ChildTarget};
use crate::cfg::Cfg;
use crate::lint::stack::on_a_large_stack;
use crate::package::Package;
use crate::problem::{Place, Problem};
use crate::read::Sound;
use crate::scan::scan;

/// Slugs that no runbook has.
#[derive(Default)]
pub(super) struct Lost {
    /// Those of children, which would fail when they are run.
    pub(super) children: Vec<Problem>,
    /// Those of listings, which nobody will see.
    pub(super) listings: Vec<Problem>,
}

impl Sound<'_> {
    /// # Errors
    /// A file does not parse. An item that is not finished takes in the runbook below it, about which
    /// the compiler says more.
    pub(super) fn lost(&self, package: &Package, cfg: &Cfg) -> Result<Lost, Vec<Problem>> {
        let lost =
            Lost { children: self.lost_children(package), listings: self.listings_of_nothing(package, cfg) };
        if lost.children.is_empty() && lost.listings.is_empty() {
            return Ok(lost);
        }
        // This takes longer than all the rest, and is done only here.
        let files: Vec<(&str, &str)> =
            self.files.iter().map(|file| (file.path.as_str(), file.text.as_str())).collect();
        let unfinished: Vec<Problem> =
            on_a_large_stack(|| files.iter().filter_map(|(path, text)| unfinished(path, text)).collect());
        if unfinished.is_empty() { Ok(lost) } else { Err(unfinished) }
    }

    /// Also children that functions outside of runbooks run, for whichever runbook.
    fn lost_children(&self, package: &Package) -> Vec<Problem> {
        let calls = self.workflows.iter().flat_map(|workflow| &workflow.calls).chain(&self.free);
        calls.flat_map(|calls| &calls.children).filter_map(|call| self.lost_child(call, package)).collect()
    }

    fn slugs(&self) -> impl Iterator<Item = &str> {
        self.workflows.iter().map(|workflow| workflow.outline.slug.as_str())
    }

    fn lost_child(&self, call: &ChildCall, package: &Package) -> Option<Problem> {
        let ChildTarget::Slug(slug) = &call.target else { return None };
        let external = package.external.iter().map(String::as_str);
        if call.elsewhere || self.slugs().chain(external.clone()).any(|known| known == slug) {
            return None;
        }
        let near = did_you_mean(&nearest(slug, self.slugs().chain(external), SUGGESTED));
        let message = format!(
            "no runbook has the slug `{slug}`; {}if another worker runs it, say so by `.task_queue(\"…\")` here, or \
             by `external = [\"{slug}\"]` in [package.metadata.ntro]; if it is of another crate of this worker, write \
             its handle, such as `RentRoll::RUN`",
            near.map_or_else(String::new, |near| format!("{near} Or, ")),
        );
        Some(Problem::new(call.place.clone(), message))
    }

    /// Whether a runbook is there may hang on a feature. A listing cannot, so it is of any that there may be.
    fn listings_of_nothing(&self, package: &Package, cfg: &Cfg) -> Vec<Problem> {
        let mut lost: Vec<_> =
            package.listings.iter().filter(|(slug, ..)| !self.slugs().any(|known| known == slug)).collect();
        if lost.is_empty() {
            return Vec::new();
        }
        let with_all_features = scan(package, &cfg.clone().with_features(&package.features)).workflows;
        let outlines =
            with_all_features.into_iter().map(|found| outline_workflow(found.arguments, found.signatures));
        let slugs: Vec<String> = outlines.filter_map(|(outline, _)| Some(outline?.slug)).collect();
        lost.retain(|(slug, ..)| !slugs.contains(slug));
        let problem = |(slug, place, _): &(String, Place, _)| {
            let remedy = did_you_mean(&nearest(slug, slugs.iter().map(String::as_str), SUGGESTED))
                .unwrap_or_else(|| "write the runbook in this package, or take the listing away".to_owned());
            Problem::new(place.clone(), format!("no runbook has the slug `{slug}` of this listing; {remedy}"))
        };
        lost.into_iter().map(problem).collect()
    }
}

/// Where a file stops being Rust, if it does.
fn unfinished(path: &str, text: &str) -> Option<Problem> {
    let error = syn::parse_file(text).err()?;
    let message = format!("this does not parse: {error}; finish what stands here or before it");
    Some(Problem::new(Place::of(path, error.span()), message))
}
