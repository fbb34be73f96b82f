//! Names that two have, where no macro sees it: each of them sees one impl.

use crate::problem::{Place, Problem};
use crate::read::{Sound, SoundWorkflow};

impl Sound<'_> {
    pub(super) fn taken(&self) -> Vec<Problem> {
        [self.taken_slugs_and_types(), self.taken_activities()].concat()
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
}

fn taken(who: &str, what: &str, name: &str, place: &Place, first: &Place, remedy: &str) -> Problem {
    let message = format!("two {who} the {what} `{name}`, the other one is at {first}; {remedy}");
    Problem::new(place.clone(), message)
}
