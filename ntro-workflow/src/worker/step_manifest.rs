//! The step manifest, which the build script read from the source, beside what the types say.

mod agreement;
mod merge;
mod schemas;
#[cfg(test)]
mod tests;

use ntro_manifest::manifest::{Activity, Child, Manifest, Runbook, Source};
use ntro_manifest::type_path;

pub(crate) use agreement::differences;
pub(crate) use merge::merged;
pub(crate) use schemas::unusable;

/// Reads the text that `step_manifest!()` stands for.
///
/// # Errors
/// One sentence, if it is none or one of a later version.
pub(crate) fn read(text: &str) -> Result<Manifest, String> {
    Manifest::from_json(text).map_err(|error| {
        format!(
            "the step manifest cannot be read: {error}; have build.rs write it by `ntro_build::write_step_manifest()`, of the version that ntro-workflow has"
        )
    })
}

/// Adds what the source of another crate has of the runbooks and activities that are registered here as well.
/// What is there already stays. Its places are not of this crate.
pub(crate) fn add(source: &mut Manifest, other: Manifest, registered: &Manifest) {
    let Manifest { runbooks, activities, external, .. } = other;
    for mut runbook in runbooks {
        let of = |runbooks: &[Runbook]| runbooks.iter().any(|other| other.slug == runbook.slug);
        if of(&registered.runbooks) && !of(&source.runbooks) {
            runbook.source = None;
            runbook.steps.iter_mut().for_each(|step| step.source = None);
            runbook.children.iter_mut().for_each(|child| child.source = Source::default());
            source.runbooks.push(runbook);
        }
    }
    for activity in activities {
        let of = |activities: &[Activity]| activities.iter().any(|other| other.name == activity.name);
        if of(&registered.activities) && !of(&source.activities) {
            source.activities.push(activity);
        }
    }
    let unknown = external.into_iter().filter(|slug| !source.external.contains(slug)).collect::<Vec<_>>();
    source.external.extend(unknown);
}

/// The registered runbooks by the names of their types: what `DocumentIngest::RUN` is the handle of.
#[derive(Debug)]
pub(crate) struct TypeNames(pub(crate) Vec<(&'static str, &'static str)>);

impl TypeNames {
    /// Fills in the slugs of the children that the source names by their handles, and tells which ones it took for
    /// another runbook's.
    pub(crate) fn fill_in(&self, source: &mut Manifest) -> Vec<String> {
        let mut mistaken = Vec::new();
        for runbook in &mut source.runbooks {
            let own = runbook.slug.clone();
            for Child { slug, expression, source, .. } in &mut runbook.children {
                let Some(handle) = expression else { continue };
                let Some(named) = self.slug_of(handle, &own) else { continue };
                if let Some(read) = slug.as_ref().filter(|read| **read != named) {
                    mistaken.push(format!(
                        "{}{handle}: by its type this is the runbook `{named}`, and in the source it was taken for `{read}`; write the whole path of the type, from `crate::` on, or give one of the two another name",
                        agreement::at(source)
                    ));
                }
                *slug = Some(named);
            }
        }
        mistaken
    }

    /// The slug of the runbook whose handle an expression is. `Self` is `own`.
    fn slug_of(&self, expression: &str, own: &str) -> Option<String> {
        let expression: String = expression.split_whitespace().collect();
        let of_def = || Some(expression.strip_suffix(">::new()")?.rsplit_once("Def::<")?.1);
        let path = expression.strip_suffix("::RUN").or_else(of_def)?;
        if path == "Self" {
            return Some(own.to_owned());
        }
        let here = |name: &&str| ["", "crate", "self", "super"].contains(name);
        let path: Vec<&str> = path.split("::").skip_while(here).collect();
        let types = self.0.iter().map(|(name, slug)| (name.split("::").collect(), *slug));
        type_path::only(&path, types).map(ToOwned::to_owned)
    }
}
