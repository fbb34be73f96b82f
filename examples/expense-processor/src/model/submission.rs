//! The message that brings expenses.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The payload of the signal `data_submitted` (contract B.1): a sheet by its reference, or one expense by its
/// data.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(example = DataSubmission::sheet("event-1", "march.csv"))]
pub struct DataSubmission {
    /// The event that brings it, by its own id.
    pub event_id: String,
    /// What is brought; `expense` is meant where nothing is said.
    #[serde(default)]
    pub kind: Option<String>,
    /// The tenant that sends it.
    #[serde(default)]
    pub tenant_slug: String,
    /// The entity it is for.
    #[serde(default)]
    pub entity_slug: String,
    /// A sheet.
    #[serde(default)]
    pub source_ref: Option<SourceRef>,
    /// One expense, by the names of its columns.
    #[serde(default)]
    pub data: BTreeMap<String, Value>,
    /// When it was received.
    #[serde(default)]
    pub received_at: String,
}

/// Where a sheet is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SourceRef {
    /// A file of the worker's inbox, by its name.
    #[schemars(example = &"march.csv")]
    pub file: String,
}

/// How many characters a message may have as JSON: it is carried along until its batch is reviewed.
const LIMIT: usize = 8 * 1024;

impl DataSubmission {
    /// A sheet in the worker's inbox.
    #[must_use]
    pub fn sheet(event_id: &str, file: &str) -> Self {
        Self {
            event_id: event_id.to_owned(),
            source_ref: Some(SourceRef { file: file.to_owned() }),
            ..Self::default()
        }
    }

    /// How people call it: by its file, else by its event.
    #[must_use]
    pub fn name(&self) -> &str {
        self.source_ref.as_ref().map_or(&self.event_id, |source| &source.file)
    }

    /// Whether it brings something, and not more than a message should.
    ///
    /// # Errors
    /// One sentence for its sender.
    pub fn check(&self) -> Result<(), String> {
        if self.event_id.trim().is_empty() {
            return Err("the submission has no `event_id`; send the id of the event that brings it".into());
        }
        if self.kind.as_deref().is_some_and(|kind| kind != "expense") {
            return Err("this inbox takes submissions of the kind `expense` only".into());
        }
        match (&self.source_ref, self.data.is_empty()) {
            (None, true) => {
                Err("the submission brings nothing; send `source_ref` with a `file`, or `data`".into())
            }
            (Some(_), false) => Err("the submission has a `source_ref` and `data`; send one of them".into()),
            _ if serde_json::to_string(self).map_or(LIMIT, |json| json.len()) >= LIMIT => Err(format!(
                "the submission is larger than {LIMIT} bytes; send a file by `source_ref` instead"
            )),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn refused(json: Value) -> String {
        let submission: DataSubmission = serde_json::from_value(json).expect("decodes");
        submission.check().expect_err("refused")
    }

    #[test]
    fn a_sheet_or_an_expense_is_taken() {
        assert_eq!(DataSubmission::sheet("e1", "march.csv").check(), Ok(()));
        let json = json!({"event_id": "e2", "kind": "expense", "data": {"vendor": "Bahn", "amount": 12.5}});
        assert_eq!(serde_json::from_value::<DataSubmission>(json).expect("decodes").check(), Ok(()));
    }

    #[test]
    fn what_brings_nothing_or_too_much_is_refused_with_a_remedy() {
        assert!(refused(json!({"event_id": "e"})).contains("send `source_ref`"));
        assert!(refused(json!({"event_id": " ", "data": {"a": 1}})).contains("`event_id`"));
        assert!(
            refused(json!({"event_id": "e", "kind": "lease", "data": {"a": 1}})).contains("`expense` only")
        );
        assert!(refused(json!({"event_id": "e", "data": {"a": "x".repeat(9000)}})).contains("send a file"));
        let both = json!({"event_id": "e", "source_ref": {"file": "a"}, "data": {"a": 1}});
        assert!(refused(both).contains("one of them"));
    }
}
