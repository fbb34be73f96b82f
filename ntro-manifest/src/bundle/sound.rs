//! A front matter with faults, as far as it has none.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use crate::bundle::markdown::Document;
use crate::bundle::parse::components;
use crate::bundle::{FrontMatter, FrontMatterError};
use crate::manifest::Manifest;

impl FrontMatter {
    /// What a `runbook.md` says, as far as that can be compared with [`differences`]: a field with a fault
    /// says what the code says. `None` if there is no YAML, or no runbook of its slug in the manifest.
    ///
    /// [`differences`]: crate::bundle::differences
    ///
    /// ```
    /// # use ntro_manifest::{FrontMatter, Manifest};
    /// use ntro_manifest::bundle::differences;
    ///
    /// let manifest = Manifest::from_json(r#"{"manifest_version": 1, "runbooks": [
    ///     {"slug": "close", "workflow_type": "CloseWorkflow", "steps": [], "listing": {"state": "ACTIVE"}}
    /// ]}"#).unwrap();
    /// let text = "---\nid: rb-close\nslug: close\nname: 7\nversion: 0.1.0\nstate: DRAFT\nauthor: Ada\n---\n";
    /// assert!(FrontMatter::parse(text).is_err());
    /// let found = differences(&FrontMatter::sound_part(text, &manifest).unwrap(), &manifest);
    /// assert_eq!(found[0].field, "state");
    /// ```
    #[must_use]
    pub fn sound_part(text: &str, manifest: &Manifest) -> Option<Self> {
        let mut fields = Document::of(text).and_then(|document| document.fields()).ok()?;
        let slug = fields.get("slug")?.as_str()?;
        let runbook = manifest.runbooks.iter().find(|runbook| runbook.slug == slug)?;
        let Ok(Value::Object(mut code)) = serde_json::to_value(Self::of(manifest, runbook)) else {
            return None;
        };
        loop {
            let faults = match Self::of_fields(fields.clone(), &components(manifest)) {
                Err(FrontMatterError::Fields(faults)) => faults,
                parsed => return parsed.ok(),
            };
            let names = faults.iter().filter_map(|fault| fault.field.split(['.', '[']).next());
            for name in names.collect::<BTreeSet<_>>() {
                replace(name, &mut fields, &mut code)?;
            }
        }
    }
}

/// Has a field say what the code says, if it says anything. `None` if it does so already.
fn replace(name: &str, fields: &mut Map<String, Value>, code: &mut Map<String, Value>) -> Option<()> {
    match code.remove(name) {
        Some(value) => drop(fields.insert(name.to_owned(), value)),
        None => drop(fields.remove(name)?),
    }
    Some(())
}
