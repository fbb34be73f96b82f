//! A front matter read and checked.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use crate::bundle::markdown::Document;
use crate::bundle::{COMPONENTS, FaultKind, FieldFault, FrontMatter, FrontMatterError};
use crate::manifest::Manifest;

/// The fields that must be there.
const REQUIRED: [&str; 5] = ["slug", "name", "version", "state", "author"];
/// Those that are texts, if they are there.
const TEXTS: [&str; 9] =
    ["id", "slug", "name", "description", "classification", "version", "visibility", "state", "author"];
/// Those of a step that must be there.
const STEP_REQUIRED: [&str; 2] = ["id", "label"];
/// Those of a step that are texts.
const STEP_TEXTS: [&str; 6] = ["id", "label", "component", "activity", "responsibility", "description"];

impl FrontMatter {
    /// Reads the front matter of a `runbook.md`.
    ///
    /// # Errors
    /// [`FrontMatterError`]: there is none, it has no end, it is not YAML, not a mapping, or fields are
    /// missing, blank, of the wrong type, or cannot be; all of these at once.
    ///
    /// ```
    /// use ntro_manifest::FrontMatter;
    ///
    /// let text = "---\nslug: close\nname: Close\nversion: 0.1.0\nstate: DRAFT\nauthor: Ada\n---\n# Close\n";
    /// assert_eq!(FrontMatter::parse(text).unwrap().slug, "close");
    /// ```
    pub fn parse(text: &str) -> Result<Self, FrontMatterError> {
        Self::parse_knowing(text, &BTreeSet::new())
    }

    /// As [`FrontMatter::parse`], and takes the screen components that the code names, whether the
    /// peer's interface has them or not.
    ///
    /// # Errors
    /// As [`FrontMatter::parse`].
    ///
    /// ```
    /// # use ntro_manifest::{FrontMatter, Manifest};
    /// let manifest = Manifest::from_json(r#"{"manifest_version": 1, "runbooks": [
    ///     {"slug": "close", "workflow_type": "CloseWorkflow", "steps": [
    ///         {"name": "look", "title": "Look", "component": "GLOBE"}
    ///     ]}
    /// ]}"#).unwrap();
    /// let text = FrontMatter::markdown(&manifest, &manifest.runbooks[0], None).unwrap();
    /// assert!(FrontMatter::parse(&text).is_err());
    /// assert!(FrontMatter::parse_for(&text, &manifest).is_ok());
    /// ```
    pub fn parse_for(text: &str, manifest: &Manifest) -> Result<Self, FrontMatterError> {
        Self::parse_knowing(text, &components(manifest))
    }

    /// The slug in a `runbook.md`, whatever else is wrong with it; `None` if it has none that is a text.
    ///
    /// ```
    /// use ntro_manifest::FrontMatter;
    ///
    /// assert_eq!(FrontMatter::slug_in("---\nslug: close\nname: 12\n---\n").as_deref(), Some("close"));
    /// assert_eq!(FrontMatter::slug_in("---\nslug: 12\n---\n"), None);
    /// ```
    #[must_use]
    pub fn slug_in(text: &str) -> Option<String> {
        let fields = Document::of(text).and_then(|document| document.fields()).ok()?;
        let slug = fields.get("slug")?.as_str()?;
        (!slug.trim().is_empty()).then(|| slug.to_owned())
    }

    fn parse_knowing(text: &str, components: &BTreeSet<&str>) -> Result<Self, FrontMatterError> {
        Self::of_fields(Document::of(text)?.fields()?, components)
    }

    pub(super) fn of_fields(
        fields: Map<String, Value>,
        components: &BTreeSet<&str>,
    ) -> Result<Self, FrontMatterError> {
        let mut faults = Faults::default();
        faults.texts("", &fields, &TEXTS, &REQUIRED);
        faults.names(&fields);
        faults.steps(&fields, components);
        if !faults.found.is_empty() {
            return Err(FrontMatterError::Fields(faults.found));
        }
        typed(Value::Object(fields))
    }
}

/// The screen components that the code names.
pub(super) fn components(manifest: &Manifest) -> BTreeSet<&str> {
    let steps = manifest.runbooks.iter().flat_map(|runbook| &runbook.steps);
    let named = steps.flat_map(|step| {
        let gates = step.gates.iter().map(|gate| &gate.component);
        gates.chain([&step.component]).filter_map(|component| component.as_deref())
    });
    named.collect()
}

/// The fields as our type, once they are checked; what is left is of the wrong type somewhere deep.
pub(super) fn typed(fields: Value) -> Result<FrontMatter, FrontMatterError> {
    serde_path_to_error::deserialize(fields).map_err(|error| {
        FrontMatterError::Fields(vec![FieldFault {
            field: error.path().to_string(),
            kind: FaultKind::WrongType,
            message: error.inner().to_string(),
        }])
    })
}

#[derive(Default)]
struct Faults {
    found: Vec<FieldFault>,
}

impl Faults {
    fn push(&mut self, field: String, kind: FaultKind, message: impl Into<String>) {
        self.found.push(FieldFault { field, kind, message: message.into() });
    }

    fn texts(&mut self, at: &str, fields: &Map<String, Value>, texts: &[&str], required: &[&str]) {
        for name in texts {
            let field = format!("{at}{name}");
            match fields.get(*name) {
                None | Some(Value::Null) if required.contains(name) => {
                    self.push(field, FaultKind::Missing, "it is missing; write it");
                }
                Some(Value::String(text)) if text.trim().is_empty() => {
                    let or_not = if required.contains(name) { "" } else { ", or leave it out" };
                    self.push(field, FaultKind::Blank, format!("it is blank; write something{or_not}"));
                }
                None | Some(Value::Null | Value::String(_)) => {}
                Some(value) => {
                    let message = format!("{value} is {}, not a text; put it in quotes", kind(value));
                    self.push(field, FaultKind::WrongType, message);
                }
            }
        }
    }

    fn names(&mut self, fields: &Map<String, Value>) {
        let text = |name: &str| fields.get(name).and_then(Value::as_str);
        let Some(slug) = text("slug").filter(|slug| !slug.trim().is_empty()) else { return };
        if !is_kebab_case(slug) {
            let message = format!("`{slug}` is not kebab-case; write it like `month-end`");
            self.push("slug".into(), FaultKind::Invalid, message);
        } else if text("id").is_some_and(|id| !id.trim().is_empty() && id.strip_prefix("rb-") != Some(slug)) {
            self.push(
                "id".into(),
                FaultKind::Invalid,
                format!("it does not go with the slug; write `rb-{slug}`"),
            );
        }
    }

    fn steps(&mut self, fields: &Map<String, Value>, components: &BTreeSet<&str>) {
        let steps = match fields.get("steps") {
            None | Some(Value::Null) => return,
            Some(Value::Array(steps)) => steps,
            Some(other) => {
                let message = format!("it is {}, not a list; write one entry per step", kind(other));
                return self.push("steps".into(), FaultKind::WrongType, message);
            }
        };
        let mut ids = BTreeSet::new();
        for (index, step) in steps.iter().enumerate() {
            let at = format!("steps[{index}]");
            let Some(step) = step.as_object() else {
                let message = format!("it is {}; write fields, such as `id: review`", kind(step));
                self.push(at, FaultKind::WrongType, message);
                continue;
            };
            self.texts(&format!("{at}."), step, &STEP_TEXTS, &STEP_REQUIRED);
            let id = step.get("id").and_then(Value::as_str);
            if let Some(id) = id.filter(|id| !ids.insert(*id)) {
                let message = format!("there is a step `{id}` already; ids are unique within a runbook");
                self.push(format!("{at}.id"), FaultKind::Duplicate, message);
            }
            if let Some(component) = step.get("component").and_then(Value::as_str) {
                self.component(format!("{at}.component"), component, components);
            }
        }
    }

    fn component(&mut self, field: String, name: &str, more: &BTreeSet<&str>) {
        if name.trim().is_empty() || COMPONENTS.contains(&name) || more.contains(name) {
            return;
        }
        let known = COMPONENTS.iter().chain(more);
        let nearest = known.max_by(|one, other| {
            strsim::jaro_winkler(name, one).total_cmp(&strsim::jaro_winkler(name, other))
        });
        let nearest = nearest.map_or_else(String::new, |nearest| format!("; is `{nearest}` meant?"));
        self.push(field, FaultKind::UnknownComponent, format!("no screen has a component `{name}`{nearest}"));
    }
}

fn is_kebab_case(slug: &str) -> bool {
    let is_word = |word: &str| !word.is_empty() && word.chars().all(|letter| letter.is_ascii_alphanumeric());
    slug.starts_with(|first: char| first.is_ascii_alphabetic()) && slug.split('-').all(is_word)
}

pub(super) fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "nothing",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "a mapping",
    }
}
