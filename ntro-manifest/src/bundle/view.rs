//! The front matter as the code says it.

use std::collections::BTreeMap;

use crate::bundle::{ConfigSchema, FrontMatter, StepEntry, config};
use crate::manifest::{GateKind, Listing, Manifest, Runbook, Step};

const SECONDS_PER_MINUTE: u64 = 60;

impl FrontMatter {
    /// The front matter of a runbook of that manifest.
    ///
    /// What neither the code nor the package's listing says: the name is the slug in words, the state
    /// `DRAFT`, the visibility `public`, which is the only one that the peer's bundles have, the author
    /// the package's first one, or else the package. A step without a component has that of its first
    /// gate, or what the wire has by default: `APPROVAL_FORM` for a review, `FILE_UPLOAD` for a
    /// submission, `SUMMARY` for a step without a gate. Timeouts are rounded up to whole minutes.
    ///
    /// ```
    /// # use ntro_manifest::{FrontMatter, Manifest};
    /// let manifest = Manifest::from_json(r#"{"manifest_version": 1, "runbooks": [
    ///     {"slug": "close", "workflow_type": "CloseWorkflow", "listing": {"state": "ACTIVE"}, "steps": [
    ///         {"name": "review", "title": "Review", "timeout_seconds": 90}
    ///     ]}
    /// ]}"#).unwrap();
    /// let front_matter = FrontMatter::of(&manifest, &manifest.runbooks[0]);
    /// assert_eq!((front_matter.state.as_str(), front_matter.steps[0].timeout_minutes), ("ACTIVE", Some(2)));
    /// ```
    #[must_use]
    pub fn of(manifest: &Manifest, runbook: &Runbook) -> Self {
        let listing = runbook.listing.clone().unwrap_or_default();
        let package = manifest.package.as_ref();
        let description = said_description(runbook);
        let input = runbook.input.as_ref().and_then(|input| input.schema.as_ref());
        Self {
            id: Some(format!("rb-{}", runbook.slug)),
            slug: runbook.slug.clone(),
            name: listing.name.clone().unwrap_or_else(|| in_words(&runbook.slug)),
            description: description.or_else(|| package.and_then(|package| package.description.clone())),
            author: author(manifest, &listing),
            classification: listing.classification,
            tags: listing.tags,
            jurisdictions: listing.jurisdictions,
            version: package.map_or_else(|| "0.0.0".to_owned(), |package| package.version.clone()),
            visibility: Some(listing.visibility.unwrap_or_else(|| "public".to_owned())),
            state: listing.state.unwrap_or_else(|| "DRAFT".to_owned()),
            steps: runbook.steps.iter().map(entry).collect(),
            templates: Vec::new(),
            config_schema: ConfigSchema {
                global: input.map(config::keys).unwrap_or_default(),
                steps: BTreeMap::new(),
            },
            other: BTreeMap::new(),
        }
    }
}

impl Manifest {
    /// The manifest with the bundle view of each runbook. It is made last, of everything else.
    ///
    /// ```
    /// # use ntro_manifest::Manifest;
    /// let manifest = Manifest::from_json(r#"{"manifest_version": 1, "runbooks": [
    ///     {"slug": "close", "workflow_type": "CloseWorkflow", "steps": []}
    /// ]}"#).unwrap().with_bundles();
    /// assert_eq!(manifest.runbooks[0].bundle.as_ref().unwrap().slug, "close");
    /// ```
    #[must_use]
    pub fn with_bundles(mut self) -> Self {
        let bundles = self.runbooks.iter().map(|runbook| FrontMatter::of(&self, runbook));
        let bundles: Vec<FrontMatter> = bundles.collect();
        for (runbook, bundle) in self.runbooks.iter_mut().zip(bundles) {
            runbook.bundle = Some(bundle);
        }
        self
    }
}

/// The fields of which neither the code nor the listing says anything: what stands there is a fallback.
#[cfg(feature = "runbook-md")]
pub(super) fn silent(manifest: &Manifest, runbook: &Runbook) -> Vec<&'static str> {
    let listing = runbook.listing.clone().unwrap_or_default();
    let fields = [
        ("name", listing.name.is_none()),
        ("description", runbook.docs.is_none()),
        ("version", manifest.package.is_none()),
        ("visibility", listing.visibility.is_none()),
        ("state", listing.state.is_none()),
        ("author", listing.author.is_none()),
    ];
    fields.into_iter().filter(|(_, is_silent)| *is_silent).map(|(field, _)| field).collect()
}

/// The component that the code names for a step.
pub(super) fn said_component(step: &Step) -> Option<&str> {
    let of_gate = || step.gates.first().and_then(|gate| gate.component.as_deref());
    step.component.as_deref().or_else(of_gate)
}

fn author(manifest: &Manifest, listing: &Listing) -> String {
    let package = manifest.package.as_ref();
    let of_package = || package.and_then(|package| package.authors.first().or(Some(&package.name))).cloned();
    listing.author.clone().or_else(of_package).unwrap_or_else(|| "unknown".to_owned())
}

fn entry(step: &Step) -> StepEntry {
    StepEntry {
        id: step.name.clone(),
        label: step.title.clone(),
        component: Some(component(step).to_owned()),
        activity: None,
        responsibility: step.responsibility.clone(),
        timeout_minutes: step.timeout_seconds.map(|seconds| seconds.div_ceil(SECONDS_PER_MINUTE)),
        config: None,
        description: step.description.clone().or_else(|| step.docs.as_deref().map(first_paragraph)),
        other: BTreeMap::new(),
    }
}

fn component(step: &Step) -> &str {
    said_component(step).unwrap_or(match step.gates.first().map(|gate| gate.kind) {
        Some(GateKind::Review) => "APPROVAL_FORM",
        Some(GateKind::Submission) => "FILE_UPLOAD",
        None => "SUMMARY",
    })
}

/// What the code says that the runbook does.
pub(super) fn said_description(runbook: &Runbook) -> Option<String> {
    runbook.docs.as_deref().map(first_paragraph)
}

fn first_paragraph(docs: &str) -> String {
    let lines = docs.trim().lines().map(str::trim).take_while(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join(" ")
}

/// `month-end` is `Month end`.
pub(super) fn in_words(name: &str) -> String {
    let words = name.replace(['-', '_'], " ");
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
