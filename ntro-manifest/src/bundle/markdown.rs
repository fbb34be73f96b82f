//! `runbook.md`: the front matter between its fences, and the body below.

use serde_json::{Map, Value};
use serde_saphyr::UserMessageFormatter;

use crate::bundle::parse::{kind, typed};
use crate::bundle::view::{said_component, silent};
use crate::bundle::{FrontMatter, FrontMatterError};
use crate::manifest::{Manifest, Runbook};

const FENCE: &str = "---";
const BYTE_ORDER_MARK: char = '\u{feff}';

/// The two parts of the file.
pub(super) struct Document<'t> {
    yaml: &'t str,
    body: &'t str,
    /// The lines above the YAML, with the fence.
    above: usize,
}

impl<'t> Document<'t> {
    /// Finds the parts as the peer does: blank lines may come first, and a fence may be indented, which
    /// one within a text of several lines is as well.
    pub(super) fn of(text: &'t str) -> Result<Self, FrontMatterError> {
        if text.starts_with(BYTE_ORDER_MARK) {
            return Err(FrontMatterError::ByteOrderMark);
        }
        let (mut above, mut start, mut end) = (0, None, 0);
        for line in text.split_inclusive('\n') {
            let begin = end;
            end += line.len();
            match (start, line.trim()) {
                (None, "") => above += 1,
                (None, FENCE) => (above, start) = (above + 1, Some(end)),
                (None, _) => return Err(FrontMatterError::Missing),
                (Some(start), FENCE) => {
                    return Ok(Self { yaml: &text[start..begin], body: &text[end..], above });
                }
                (Some(_), _) => {}
            }
        }
        Err(start.map_or(FrontMatterError::Missing, |_| FrontMatterError::Unclosed))
    }

    pub(super) fn fields(&self) -> Result<Map<String, Value>, FrontMatterError> {
        // What is above are lines of the file too, so that an error names the right one.
        let counted = format!("{}{}", "\n".repeat(self.above), self.yaml);
        let options = serde_saphyr::options! { reject_unsupported_tags: true, with_snippet: false };
        let value: Value = serde_saphyr::from_str_with_options(&counted, options).map_err(|error| {
            FrontMatterError::Yaml { message: error.render_with_formatter(&UserMessageFormatter) }
        })?;
        match value {
            Value::Object(fields) => Ok(fields),
            Value::Null => Err(FrontMatterError::Empty),
            other => Err(FrontMatterError::NotMapping { found: kind(&other).to_owned() }),
        }
    }
}

impl FrontMatter {
    /// The text of `runbook.md` for a runbook of that manifest: what the code says replaces what the
    /// existing file says. What only the file says stays: fields of its own, templates, a step's activity
    /// and configuration, and every field for which [`FrontMatter::of`] has but a fallback. So does the
    /// body. Steps that the code has not go.
    ///
    /// # Errors
    /// [`FrontMatterError`] if the existing file has a front matter that cannot be read. Nothing is to be
    /// written over it then.
    ///
    /// ```
    /// # use ntro_manifest::{FrontMatter, Manifest};
    /// let manifest = Manifest::from_json(r#"{"manifest_version": 1, "runbooks": [
    ///     {"slug": "close", "workflow_type": "CloseWorkflow", "listing": {"name": "Close"}, "steps": []}
    /// ]}"#).unwrap();
    /// let existing = "---\nslug: old\nname: Old\nstate: ACTIVE\nteam: ledger\n---\n\n# When to use\n";
    /// let text = FrontMatter::markdown(&manifest, &manifest.runbooks[0], Some(existing)).unwrap();
    /// assert!(text.contains("slug: close\nname: Close\n"));
    /// assert!(text.contains("state: ACTIVE\n") && text.contains("team: ledger\n"));
    /// assert!(text.ends_with("\n---\n\n# When to use\n"));
    /// ```
    pub fn markdown(
        manifest: &Manifest,
        runbook: &Runbook,
        existing: Option<&str>,
    ) -> Result<String, FrontMatterError> {
        let existing = existing.map(|text| text.trim_start_matches(BYTE_ORDER_MARK));
        let line_end = existing.map_or("\n", line_end);
        let (fields, body) = match existing.map(|text| (text, Document::of(text))) {
            None => (Map::new(), None),
            Some((text, Err(FrontMatterError::Missing))) => {
                (Map::new(), Some(format!("{line_end}{}", text.trim_start())))
            }
            Some((_, document)) => {
                let document = document?;
                let fields = match document.fields() {
                    Err(FrontMatterError::Empty) => Map::new(),
                    fields => fields?,
                };
                (fields, Some(document.body.to_owned()))
            }
        };
        let merged = merged(manifest, runbook, fields)?;
        let yaml = serde_saphyr::to_string(&merged).map_err(|error| yaml_error(&error))?;
        let fenced = format!("{FENCE}\n{}\n{FENCE}\n", yaml.trim_end()).replace('\n', line_end);
        Ok(fenced + &body.unwrap_or_else(|| format!("\n# {}\n", merged.name)))
    }
}

/// How the lines of a text end: as its first one does.
fn line_end(text: &str) -> &'static str {
    let first = text.split_once('\n').map(|(first, _)| first);
    if first.is_some_and(|first| first.ends_with('\r')) { "\r\n" } else { "\n" }
}

fn merged(
    manifest: &Manifest,
    runbook: &Runbook,
    mut existing: Map<String, Value>,
) -> Result<FrontMatter, FrontMatterError> {
    let code = FrontMatter::of(manifest, runbook);
    // Every field of ours is a JSON value.
    let own = serde_json::to_value(&code).map_err(|error| yaml_error(&error))?;
    let Value::Object(mut own) = own else { return Ok(code) };
    let entries = existing.remove("steps");
    let config = existing.remove("config_schema");
    keep(&mut own, existing, &silent(manifest, runbook));
    let steps = own.get_mut("steps").and_then(Value::as_array_mut).into_iter().flatten();
    for (entry, step) in steps.zip(&runbook.steps) {
        let same = |entry: &&Value| entry.get("id").is_some_and(|id| *id == step.name);
        let existing = entries.as_ref().and_then(Value::as_array).and_then(|all| all.iter().find(same));
        let silent: &[&str] = if said_component(step).is_none() { &["component"] } else { &[] };
        if let (Some(entry), Some(Value::Object(existing))) = (entry.as_object_mut(), existing.cloned()) {
            keep(entry, existing, silent);
        }
    }
    // What may be configured globally is the code's; per step, only the file knows.
    let of_steps = config.as_ref().and_then(|config| config.get("steps")).and_then(Value::as_object);
    let has_step = |id: &String| runbook.steps.iter().any(|step| step.name == *id);
    let kept = of_steps.into_iter().flatten().filter(|(id, _)| has_step(id));
    let kept: Map<String, Value> = kept.map(|(id, keys)| (id.clone(), keys.clone())).collect();
    if let Some(config) = own.get_mut("config_schema").and_then(Value::as_object_mut) {
        config.insert("steps".into(), Value::Object(kept));
    }
    typed(Value::Object(own))
}

/// Adds what only the file says. Where the code is silent, `own` has a fallback: there the file wins.
fn keep(own: &mut Map<String, Value>, existing: Map<String, Value>, silent: &[&str]) {
    let says_nothing =
        |value: &Value| value.is_null() || value.as_str().is_some_and(|it| it.trim().is_empty());
    for (field, value) in existing {
        if silent.contains(&field.as_str()) && !says_nothing(&value) {
            own.insert(field, value);
        } else {
            own.entry(field).or_insert(value);
        }
    }
}

fn yaml_error(error: &impl ToString) -> FrontMatterError {
    FrontMatterError::Yaml { message: error.to_string() }
}
