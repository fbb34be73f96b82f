//! `runbook.md`: the front matter between its fences, and the body below.

use serde_json::{Map, Value};

use crate::bundle::parse::{kind, typed};
use crate::bundle::{FrontMatter, FrontMatterError};

const FENCE: &str = "---";

/// The two parts of the file.
pub(super) struct Document<'t> {
    yaml: &'t str,
    body: &'t str,
}

impl<'t> Document<'t> {
    pub(super) fn of(text: &'t str) -> Result<Self, FrontMatterError> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
        if first.trim_end() != FENCE {
            return Err(FrontMatterError::Missing);
        }
        let mut end = 0;
        for line in rest.split_inclusive('\n') {
            if line.trim_end() == FENCE {
                return Ok(Self { yaml: &rest[..end], body: &rest[end + line.len()..] });
            }
            end += line.len();
        }
        Err(FrontMatterError::Unclosed)
    }

    pub(super) fn fields(&self) -> Result<Map<String, Value>, FrontMatterError> {
        // The fence is a line of the file too, so that an error names the right one.
        let counted = format!("\n{}", self.yaml);
        let value: Value = serde_saphyr::from_str(&counted)
            .map_err(|error| FrontMatterError::Yaml { message: error.to_string() })?;
        match value {
            Value::Object(fields) if fields.is_empty() => Err(FrontMatterError::Empty),
            Value::Object(fields) => Ok(fields),
            Value::Null => Err(FrontMatterError::Empty),
            other => Err(FrontMatterError::NotMapping { found: kind(&other).to_owned() }),
        }
    }
}

impl FrontMatter {
    /// The text of `runbook.md` with this front matter: what the code says replaces what the existing
    /// file says, what only the file says stays (fields of its own, templates, a step's activity and
    /// configuration), and so does the body. Steps that the code has not go.
    ///
    /// # Errors
    /// [`FrontMatterError`] if the existing file has a front matter that cannot be read. Nothing is to be
    /// written over it then.
    ///
    /// ```
    /// # use ntro_manifest::{FrontMatter, Manifest};
    /// let manifest = Manifest::from_json(r#"{"manifest_version": 1, "runbooks": [
    ///     {"slug": "close", "workflow_type": "CloseWorkflow", "steps": []}
    /// ]}"#).unwrap();
    /// let front_matter = FrontMatter::of(&manifest, &manifest.runbooks[0]);
    /// let text = front_matter.to_markdown(Some("---\nslug: old\nteam: ledger\n---\n\n# When to use\n")).unwrap();
    /// assert!(text.contains("slug: close\n") && text.contains("team: ledger\n"));
    /// assert!(text.ends_with("\n---\n\n# When to use\n"));
    /// ```
    pub fn to_markdown(&self, existing: Option<&str>) -> Result<String, FrontMatterError> {
        let (fields, body) = match existing.map(|text| (text, Document::of(text))) {
            None => (Map::new(), self.first_body()),
            Some((text, Err(FrontMatterError::Missing))) => (Map::new(), format!("\n{}", text.trim_start())),
            Some((_, document)) => {
                let document = document?;
                let fields = match document.fields() {
                    Err(FrontMatterError::Empty) => Map::new(),
                    fields => fields?,
                };
                (fields, document.body.to_owned())
            }
        };
        let merged = self.with_rest_of(fields)?;
        let yaml = serde_saphyr::to_string(&merged)
            .map_err(|error| FrontMatterError::Yaml { message: error.to_string() })?;
        Ok(format!("{FENCE}\n{}\n{FENCE}\n{body}", yaml.trim_end()))
    }

    fn first_body(&self) -> String {
        format!("\n# {}\n", self.name)
    }

    fn with_rest_of(&self, mut existing: Map<String, Value>) -> Result<Self, FrontMatterError> {
        // Every field of ours is a JSON value.
        let own = serde_json::to_value(self)
            .map_err(|error| FrontMatterError::Yaml { message: error.to_string() })?;
        let Value::Object(mut own) = own else { return Ok(self.clone()) };
        let entries = existing.remove("steps");
        let config = existing.remove("config_schema");
        add_missing(&mut own, existing);
        for step in own.get_mut("steps").and_then(Value::as_array_mut).into_iter().flatten() {
            let id = step.get("id").cloned();
            let same = |entry: &&Value| entry.get("id") == id.as_ref();
            let entry = entries.as_ref().and_then(Value::as_array).and_then(|all| all.iter().find(same));
            if let (Some(step), Some(Value::Object(entry))) = (step.as_object_mut(), entry.cloned()) {
                add_missing(step, entry);
            }
        }
        // What may be configured globally is the code's; per step, only the file knows.
        let of_steps = config.as_ref().and_then(|config| config.get("steps")).and_then(Value::as_object);
        let has_step = |id: &String| self.steps.iter().any(|step| step.id == *id);
        let kept = of_steps.into_iter().flatten().filter(|(id, _)| has_step(id));
        let kept: Map<String, Value> = kept.map(|(id, keys)| (id.clone(), keys.clone())).collect();
        if let Some(config) = own.get_mut("config_schema").and_then(Value::as_object_mut) {
            config.insert("steps".into(), Value::Object(kept));
        }
        typed(Value::Object(own))
    }
}

fn add_missing(own: &mut Map<String, Value>, other: Map<String, Value>) {
    for (key, value) in other {
        own.entry(key).or_insert(value);
    }
}
