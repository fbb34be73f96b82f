//! Where a front matter and the code disagree.

use std::fmt;

use serde::Serialize;

use crate::bundle::view::{said_component, said_description};
use crate::bundle::{FrontMatter, StepEntry};
use crate::manifest::{Listing, Manifest, Runbook};

/// One thing on which they disagree.
///
/// ```
/// use ntro_manifest::bundle::Disagreement;
///
/// let at_label = Disagreement {
///     field: "steps.review.label".into(), front_matter: Some("Look".into()), code: Some("Review".into()),
/// };
/// assert_eq!(at_label.to_string(), "steps.review.label: runbook.md says `Look`, the code says `Review`");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Disagreement {
    /// What of, such as `steps.review.label`.
    pub field: String,
    /// What the front matter says; absent if nothing.
    pub front_matter: Option<String>,
    /// What the code says; absent if nothing.
    pub code: Option<String>,
}

impl fmt::Display for Disagreement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.front_matter, &self.code) {
            (Some(there), Some(here)) => {
                write!(f, "{}: runbook.md says `{there}`, the code says `{here}`", self.field)
            }
            (Some(there), None) => {
                write!(f, "{}: runbook.md says `{there}`, the code has no such thing", self.field)
            }
            (None, Some(here)) => write!(f, "{}: the code says `{here}`, runbook.md does not", self.field),
            (None, None) => write!(f, "{}: they disagree", self.field),
        }
    }
}

/// Where a front matter and the code disagree, in the order of the front matter. What only one of them
/// says (a name without a listing, a screen that the code does not name, a step's configuration) is no disagreement.
///
/// ```
/// # use ntro_manifest::{FrontMatter, Manifest};
/// use ntro_manifest::bundle::differences;
///
/// let manifest = Manifest::from_json(r#"{"manifest_version": 1, "runbooks": [
///     {"slug": "close", "workflow_type": "CloseWorkflow", "steps": [{"name": "review", "title": "Review"}]}
/// ]}"#).unwrap();
/// let mut front_matter = FrontMatter::of(&manifest, &manifest.runbooks[0]);
/// assert_eq!(differences(&front_matter, &manifest), []);
/// front_matter.steps[0].id = "categorise".into();
/// let fields: Vec<_> = differences(&front_matter, &manifest).into_iter().map(|it| it.field).collect();
/// assert_eq!(fields, ["steps.categorise", "steps.review"]);
/// ```
#[must_use]
pub fn differences(front_matter: &FrontMatter, manifest: &Manifest) -> Vec<Disagreement> {
    let mut found = Found::default();
    let slug = &front_matter.slug;
    let Some(runbook) = manifest.runbooks.iter().find(|runbook| runbook.slug == *slug) else {
        found.push("slug", Some(slug.clone()), None);
        return found.all;
    };
    let code = FrontMatter::of(manifest, runbook);
    found.listing(front_matter, &code, runbook, manifest);
    found.steps(front_matter, &code, runbook, manifest);
    if runbook.input.as_ref().is_some_and(|input| input.schema.is_some()) {
        found.config(front_matter, &code);
    }
    found.all
}

#[derive(Default)]
struct Found {
    all: Vec<Disagreement>,
}

impl Found {
    fn push(&mut self, field: impl Into<String>, front_matter: Option<String>, code: Option<String>) {
        self.all.push(Disagreement { field: field.into(), front_matter, code });
    }

    fn differs(&mut self, field: &str, there: Option<&str>, here: Option<&str>) {
        if there != here {
            self.push(field, there.map(str::to_owned), here.map(str::to_owned));
        }
    }

    /// As `differs`, where the code says something at all.
    fn said(&mut self, field: &str, there: Option<&str>, here: Option<&str>) {
        if here.is_some() {
            self.differs(field, there, here);
        }
    }

    /// As `said`, of sentences, which a YAML file may break into lines.
    fn prose(&mut self, field: &str, there: Option<&str>, here: Option<&str>) {
        let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        self.said(field, there.map(one_line).as_deref(), here.map(one_line).as_deref());
    }

    fn listing(&mut self, there: &FrontMatter, code: &FrontMatter, runbook: &Runbook, manifest: &Manifest) {
        let listing = runbook.listing.clone().unwrap_or_default();
        let Listing { name, classification, tags, jurisdictions, visibility, state, author } = &listing;
        self.said("id", there.id.as_deref(), code.id.as_deref());
        self.said("name", Some(&there.name), name.as_deref());
        self.prose("description", there.description.as_deref(), said_description(runbook).as_deref());
        self.said("classification", there.classification.as_deref(), classification.as_deref());
        let list = |entries: &[String]| (!entries.is_empty()).then(|| entries.join(", "));
        self.said("tags", list(&there.tags).as_deref(), list(tags).as_deref());
        self.said("jurisdictions", list(&there.jurisdictions).as_deref(), list(jurisdictions).as_deref());
        let version = manifest.package.as_ref().map(|package| package.version.as_str());
        self.said("version", Some(&there.version), version);
        self.said("visibility", there.visibility.as_deref(), visibility.as_deref());
        self.said("state", Some(&there.state), state.as_deref());
        self.said("author", Some(&there.author), author.as_deref());
    }

    fn steps(&mut self, there: &FrontMatter, code: &FrontMatter, runbook: &Runbook, manifest: &Manifest) {
        for entry in &there.steps {
            let field = format!("steps.{}", entry.id);
            match code.steps.iter().zip(&runbook.steps).find(|(step, _)| step.id == entry.id) {
                Some((code, step)) => self.step(&field, entry, code, said_component(step)),
                None => self.push(&field, Some(entry.label.clone()), None),
            }
            let known = |name: &str| manifest.activities.iter().any(|activity| activity.name == name);
            if let Some(activity) = entry.activity.as_ref().filter(|name| !known(name)) {
                self.push(format!("{field}.activity"), Some(activity.clone()), None);
            }
        }
        let is_there = |id: &str| there.steps.iter().any(|entry| entry.id == id);
        for step in code.steps.iter().filter(|step| !is_there(&step.id)) {
            self.push(format!("steps.{}", step.id), None, Some(step.label.clone()));
        }
        let shared = |all: &[StepEntry], other: &[StepEntry]| {
            let ids = all.iter().map(|entry| entry.id.clone());
            ids.filter(|id| other.iter().any(|entry| entry.id == *id)).collect::<Vec<_>>().join(", ")
        };
        let (before, after) = (shared(&there.steps, &code.steps), shared(&code.steps, &there.steps));
        self.differs("steps", Some(&before), Some(&after));
    }

    fn step(&mut self, field: &str, there: &StepEntry, code: &StepEntry, component: Option<&str>) {
        let at = |name: &str| format!("{field}.{name}");
        self.differs(&at("label"), Some(&there.label), Some(&code.label));
        self.said(&at("component"), there.component.as_deref(), component);
        let (before, after) = (there.responsibility.as_deref(), code.responsibility.as_deref());
        self.said(&at("responsibility"), before, after);
        let minutes = |entry: &StepEntry| entry.timeout_minutes.map(|minutes| minutes.to_string());
        self.differs(&at("timeout_minutes"), minutes(there).as_deref(), minutes(code).as_deref());
        self.prose(&at("description"), there.description.as_deref(), code.description.as_deref());
    }

    fn config(&mut self, there: &FrontMatter, code: &FrontMatter) {
        let (there, code) = (&there.config_schema.global, &code.config_schema.global);
        for (name, key) in there {
            let field = format!("config_schema.global.{name}");
            let here = code.get(name).map(|key| key.type_name.as_str());
            self.differs(&field, Some(&key.type_name), here);
        }
        for (name, key) in code.iter().filter(|(name, _)| !there.contains_key(*name)) {
            self.push(format!("config_schema.global.{name}"), None, Some(key.type_name.clone()));
        }
    }
}
