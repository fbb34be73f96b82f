//! The step manifest, which the build script read from the source, beside what the types say.

mod agreement;
mod merge;
#[cfg(test)]
mod tests;

use ntro_manifest::manifest::{Activity, Child, Manifest, Runbook};

pub(crate) use agreement::differences;
pub(crate) use merge::merged;

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
    /// The slug of the runbook whose handle an expression is. `Self` is `own`.
    fn slug_of(&self, expression: &str, own: &str) -> Option<String> {
        let expression: String = expression.split_whitespace().collect();
        let named = last_name(expression.strip_suffix("::RUN")?);
        if named == "Self" {
            return Some(own.to_owned());
        }
        let mut slugs = self.0.iter().filter(|(name, _)| last_name(name) == named).map(|(_, slug)| slug);
        match (slugs.next(), slugs.next()) {
            (Some(slug), None) => Some((*slug).to_owned()),
            _ => None,
        }
    }

    /// Fills in the slugs of the children that the source names by their handles.
    pub(crate) fn fill_in(&self, source: &mut Manifest) {
        for runbook in &mut source.runbooks {
            let own = runbook.slug.clone();
            for Child { slug, expression, .. } in &mut runbook.children {
                if let (None, Some(expression)) = (&slug, expression) {
                    *slug = self.slug_of(expression, &own);
                }
            }
        }
    }
}

fn last_name(path: &str) -> &str {
    path.rsplit("::").next().unwrap_or(path)
}
