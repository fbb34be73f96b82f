//! What is wrong between runbooks, where no macro sees it: each of them sees one impl.

use ntro_workflow_macros_backend::suggest::{did_you_mean, nearest};

use crate::SUGGESTED;
use crate::calls::{Calls, ChildCall, ChildTarget};
use crate::package::Package;
use crate::problem::{Place, Problem};
use crate::read::{Sound, SoundWorkflow};

impl Sound<'_> {
    pub(super) fn faults(&self, package: &Package, free: &[Calls]) -> Vec<Problem> {
        let mut faults = self.taken_slugs_and_types();
        faults.extend(self.taken_activities());
        // What is missing may be in what could not be read, about which something is said already.
        if self.complete {
            faults.extend(self.lost_children(package, free));
            faults.extend(self.listings_of_nothing(package));
        }
        faults
    }

    /// Of two impls of which perhaps only one is configured, nothing is said: they are not certain.
    fn taken_slugs_and_types(&self) -> Vec<Problem> {
        let certain: Vec<&SoundWorkflow<'_>> =
            self.workflows.iter().filter(|workflow| workflow.found.certain).collect();
        let mut faults = Vec::new();
        for (position, workflow) in certain.iter().enumerate() {
            let outline = &workflow.outline;
            let other = certain[..position].iter().find(|other| {
                other.outline.slug == outline.slug || other.outline.workflow_type == outline.workflow_type
            });
            let Some(first) = other else { continue };
            let (what, name, argument) = if first.outline.slug == outline.slug {
                ("slug", &outline.slug, "slug")
            } else {
                ("workflow type", &outline.workflow_type, "name")
            };
            let remedy = format!("give one of them another by `{argument} = \"…\"`");
            faults.push(taken(
                "runbooks have",
                what,
                name,
                &workflow.found.place,
                &first.found.place,
                &remedy,
            ));
        }
        faults
    }

    fn taken_activities(&self) -> Vec<Problem> {
        let certain = self.activities.iter().filter(|(found, _)| found.certain);
        let all: Vec<(&str, Place)> = certain
            .flat_map(|(found, outline)| {
                let place = |span| Place::of(&found.place.file, span);
                outline.activities.iter().map(move |activity| (activity.name.as_str(), place(activity.span)))
            })
            .collect();
        let mut faults = Vec::new();
        for (position, (name, place)) in all.iter().enumerate() {
            if let Some((_, first)) = all[..position].iter().find(|(other, _)| other == name) {
                let remedy = "give one of the impls another `prefix = \"…\"`, or one of the methods another \
                              `name = \"…\"`";
                faults.push(taken("activities have", "name", name, place, first, remedy));
            }
        }
        faults
    }

    /// Also children that functions outside of runbooks run, for whichever runbook.
    fn lost_children(&self, package: &Package, free: &[Calls]) -> Vec<Problem> {
        let calls = self.workflows.iter().flat_map(|workflow| &workflow.calls).chain(free);
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
             by `external = [\"{slug}\"]` in [package.metadata.ntro]",
            near.map_or_else(String::new, |near| format!("{near} Or, ")),
        );
        Some(Problem::new(call.place.clone(), message))
    }

    fn listings_of_nothing(&self, package: &Package) -> Vec<Problem> {
        let lost = package.listings.iter().filter(|(slug, ..)| !self.slugs().any(|known| known == slug));
        let problem = |(slug, place, _): &(String, Place, _)| {
            let remedy = did_you_mean(&nearest(slug, self.slugs(), SUGGESTED))
                .unwrap_or_else(|| "write the runbook, or take the listing away".to_owned());
            Problem::new(place.clone(), format!("no runbook has the slug `{slug}` of this listing; {remedy}"))
        };
        lost.map(problem).collect()
    }
}

fn taken(who: &str, what: &str, name: &str, place: &Place, first: &Place, remedy: &str) -> Problem {
    let message = format!("two {who} the {what} `{name}`, the other one is at {first}; {remedy}");
    Problem::new(place.clone(), message)
}
